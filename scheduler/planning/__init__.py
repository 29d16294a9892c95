"""From a problem to a judged plan, and from a day's files to a complete run folder.

``plan.py`` is the recipe for one problem in memory; ``run.py`` is the night job around it: lock, key, phases, quality
gate, files, manifest. Everything that a caller may watch goes through a :class:`scheduler.solvers.progress.Voice`.
"""

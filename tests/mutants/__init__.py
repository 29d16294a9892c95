"""Small wrong changes of the source, one at a time, and whether the tests see them: ``python -m tests.mutants``.

A tool for developers (mutation testing; DeMillo, Lipton & Sayward, *Hints on test data selection*, 1978). What a test
suite does not notice is not tested, whatever its coverage says. Every mutant is made in memory, in a process of its own
that runs the few test files which are about the mutated file; the files on disk are never touched.
"""

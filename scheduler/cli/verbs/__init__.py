"""The verbs. Each module here is one: a function of the module's name, written for typer.

A new verb is a new file; nothing else has to know it. Keep the module's own imports to typer and
``scheduler.cli.options``, and import what does the work inside the function: ``paigong --help`` reads all these files.
"""

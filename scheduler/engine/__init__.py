"""The engine: native search, column generation with a proof, and the loop that joins them.

Importing this package loads nothing native; the modules that compute do.
"""

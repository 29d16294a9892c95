"""Measurements that any checkout can take, also one that is older than they are: :mod:`benchmarks.versus` starts them.

Each is a script that imports nothing of ``benchmarks`` and only what has long been there; it prints one line of JSON.
"""

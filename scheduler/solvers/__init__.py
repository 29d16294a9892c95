"""Solvers by name: the engine, the baselines to race it, and the exact model for small days."""

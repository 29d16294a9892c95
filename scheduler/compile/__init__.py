"""Compile: from a problem to a Day of arrays, and back from routes to a plan.

The only place where rules become numbers."""

from __future__ import annotations

from scheduler.compile.compile import compile
from scheduler.compile.compiled import Compiled
from scheduler.compile.plans import assemble, route_of, routes_of

__all__ = ["Compiled", "assemble", "compile", "route_of", "routes_of"]

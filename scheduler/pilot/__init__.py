"""Pilots, reached by people: design, draw, power, report; the computing is in ``models.people.pilot``."""

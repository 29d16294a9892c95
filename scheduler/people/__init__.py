"""Figures about people, reached by people: records, calendars, reports; ``models.people`` computes them."""

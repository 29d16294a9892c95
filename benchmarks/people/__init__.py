"""Measurements of the figures about people: planted truths, and how near the methods come to them."""

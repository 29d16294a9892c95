"""Figures about people: pure functions of records, policy and a day. Nothing here reads the clock or a file."""

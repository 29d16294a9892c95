"""Damaged input of every kind, to every verb: an answer, never a traceback, a hang or a flood of memory."""

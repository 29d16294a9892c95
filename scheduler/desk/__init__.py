"""A day that is running, on its event log: who is where now, what is decided, what is left for tomorrow."""

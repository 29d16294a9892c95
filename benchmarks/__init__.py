"""Evidence that anyone can rerun: sets, peers, one runner."""

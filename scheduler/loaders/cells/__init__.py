"""One file a kind of cell: how a text becomes a value, and back."""

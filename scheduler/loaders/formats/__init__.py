"""One file a format: bytes in, raw tables out, and back."""

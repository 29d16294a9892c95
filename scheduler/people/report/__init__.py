"""Pages about people: self-contained HTML in two languages, one of which is shown."""

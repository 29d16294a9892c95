"""From a company's own files to a proposed mapping: what each sheet and column is, and what cannot be told."""

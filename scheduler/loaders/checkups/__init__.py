"""What the data doctor looks at."""

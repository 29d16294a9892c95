"""What a question is asked of: a day in its files, and a moment of it; shared by all who ask."""

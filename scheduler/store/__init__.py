"""What is kept on disk: run folders and their keys."""

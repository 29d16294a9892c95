"""What people read: reasons with codes, and the words of both languages."""

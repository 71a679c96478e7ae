"""Clubs at the console: what they are, who is in them, who asks to be, what they are told."""

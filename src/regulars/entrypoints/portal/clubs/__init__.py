"""Clubs: those that a member is in, and those that they might join."""

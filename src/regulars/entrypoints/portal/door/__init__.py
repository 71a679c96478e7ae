"""Joining and signing in: without a password, by a code that is mailed."""

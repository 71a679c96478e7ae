"""Keeping an installation: backups that prove themselves, and the way back from them."""

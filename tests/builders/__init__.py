"""Builders with sane defaults for what tests need to begin with."""

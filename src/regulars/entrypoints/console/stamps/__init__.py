"""Stamp cards at the console."""

"""Stored value at the console: gift cards, and money paid in or spent by hand."""

"""Households and companies at the console: who shares which account, and who is asked in."""

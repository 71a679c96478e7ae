"""Lots and what happens to them: opening, spending, releasing, lapsing, taking back."""

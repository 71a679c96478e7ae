"""Figures for a collector: what all processes of an installation did, and how it stands."""

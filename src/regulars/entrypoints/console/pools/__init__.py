"""Pools of codes of other systems."""

"""Devices at the counter and who serves there."""

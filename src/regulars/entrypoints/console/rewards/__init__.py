"""Vouchers and rewards."""

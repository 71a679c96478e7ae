"""Regulars: a customer-loyalty platform that a shop owns."""

"""The audit log: what was done by staff, keys and tills."""

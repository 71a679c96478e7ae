"""Levels and benefits: who is where, who waits for a decision, what members have."""

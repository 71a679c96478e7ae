"""Campaigns: what is on and when, and what it brought."""

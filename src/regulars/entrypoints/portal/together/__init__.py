"""Whom a member shares the account with: a household, or a company with its buyers."""

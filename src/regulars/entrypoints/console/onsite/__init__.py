"""The widget in the shop's own pages: its keys, where each stands, the secret to vouch with."""

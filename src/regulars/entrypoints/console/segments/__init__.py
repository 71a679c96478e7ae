"""Groups of members: what they are, how many are in them, who."""

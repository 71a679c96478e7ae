"""What the club knows of a member, what they agreed to, and how they take it along or away."""

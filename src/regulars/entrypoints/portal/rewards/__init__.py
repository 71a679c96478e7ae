"""What a member can have for what they have."""

"""What a member has been given and can show at the till."""

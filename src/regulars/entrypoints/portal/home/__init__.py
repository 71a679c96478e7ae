"""What a member sees first."""

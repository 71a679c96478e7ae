"""What somebody can do about their own sign-in."""

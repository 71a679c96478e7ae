"""What the merchant promised, in plain words and as text."""

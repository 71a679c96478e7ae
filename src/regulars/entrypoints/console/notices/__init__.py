"""What members would be told."""

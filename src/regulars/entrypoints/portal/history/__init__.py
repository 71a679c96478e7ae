"""What has happened, each with its Why."""

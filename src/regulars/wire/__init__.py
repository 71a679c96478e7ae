"""What is said on the hot calls: requests, responses and one pure handler for each."""

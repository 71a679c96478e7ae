"""What is kept: one Django app for each subject, each the only owner of its tables."""

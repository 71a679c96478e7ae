"""The first page: how the program does."""

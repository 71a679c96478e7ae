"""Goals of a program, and how they stand."""

"""The closed set of rule words, and their meaning for one event."""

"""Members: the list, one member with their time line, points by hand."""

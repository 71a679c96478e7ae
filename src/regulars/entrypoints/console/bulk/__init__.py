"""One act on many members: chosen, previewed, begun, followed, undone."""

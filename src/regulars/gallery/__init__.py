"""Programs ready to start from: one file each, with the story that it must satisfy beside it."""

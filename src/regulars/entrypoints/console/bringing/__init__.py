"""Files that a shop brings: columns named, checked, taken in, and what was not taken."""

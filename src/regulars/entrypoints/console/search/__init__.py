"""One search over everything that a role may see."""

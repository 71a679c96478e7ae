"""Cards that members carry, at the console."""

"""Events with places: what is planned, who comes, and what staff do about it."""

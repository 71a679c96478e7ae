"""Events of the shop: what is coming, my places with their codes, and signing up."""

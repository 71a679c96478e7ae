"""Who the member is: what they tell of themselves, and how they change it."""

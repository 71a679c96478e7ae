"""A shop that has something of everything, and made-up requests led to what is there."""

"""How fast orders are booked over HTTP, beside what the database could do by itself."""

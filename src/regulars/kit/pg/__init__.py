"""PostgreSQL: the embedded server, connections, roles and named statements."""

"""A package with a file of statements, as a domain has one."""

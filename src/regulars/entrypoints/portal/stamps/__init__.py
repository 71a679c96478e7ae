"""A member's stamp cards."""

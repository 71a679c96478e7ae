"""The member's own card, to show at the till."""

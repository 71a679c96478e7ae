"""How the members' pages look: the shop's colour, letters and logo."""

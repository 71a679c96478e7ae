"""How the club looks: the shop's colour, typeface and logo."""

"""How people get in: password or a code by mail, both slow to guess."""

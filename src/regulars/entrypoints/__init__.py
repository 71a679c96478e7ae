"""How the world comes in: pages, API, command line, jobs. Doors never import one another."""

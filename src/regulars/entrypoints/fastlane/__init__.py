"""The fast lane: hot calls answered by a bare ASGI application, in front of everything else."""

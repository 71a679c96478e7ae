"""How many requests a process works on at once."""

import os

THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
"""Pages wait for the database more than they compute; beyond this they wait for one another."""

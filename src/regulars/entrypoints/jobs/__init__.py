"""How time comes in: what the worker does on schedule, all of it safe to run late or twice."""

"""The parts that pages are made of, in every state."""

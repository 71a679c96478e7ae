"""The first run: a few questions, a proposal with reasons, a program, and a page for the till."""

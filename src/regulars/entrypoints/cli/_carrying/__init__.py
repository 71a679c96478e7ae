"""Carrying a program from one installation to another: all of it, provably the same."""

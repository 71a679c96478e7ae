"""The merchant's pages under /console."""

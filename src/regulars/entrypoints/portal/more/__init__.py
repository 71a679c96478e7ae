"""The page that lists what the bar has no room for."""

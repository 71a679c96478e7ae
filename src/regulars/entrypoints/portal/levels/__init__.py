"""Where a member stands, what comes with it, and what may be lost."""

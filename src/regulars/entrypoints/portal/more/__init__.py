"""Which pages a club has for a member, and the page that lists those beside the bar."""

"""What a shop embeds in its own pages: a launcher, a bar, and what a purchase would earn."""

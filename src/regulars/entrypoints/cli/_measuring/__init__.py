"""What `regulars bench` measures, and the shop that it is measured on."""

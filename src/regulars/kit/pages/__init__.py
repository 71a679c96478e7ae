"""The design system that every site of ours is built with: layout, styles, security headers."""

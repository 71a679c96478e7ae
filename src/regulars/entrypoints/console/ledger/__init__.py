"""The books and their proof."""

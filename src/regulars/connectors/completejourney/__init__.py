"""The Complete Journey: a grocer's year of baskets, read from an installed package."""

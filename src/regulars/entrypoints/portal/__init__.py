"""The members' pages under /club."""

"""Importing files: rows are read, mapped to our fields, checked like calls of the API, booked."""

"""Lists as files, for whoever goes on with them in a spreadsheet."""

"""The designer: a draft of the program is written, checked, tried and published."""

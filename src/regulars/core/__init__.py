"""What the rules mean: pure values and functions, without clock, network, database or Django."""

"""`dearreader destroy`: takes the stack down, and its data only where she says so twice."""

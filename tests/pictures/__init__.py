"""The documentation's pictures: `python -m tests.pictures` makes them all again."""

"""The command `dearreader`."""

"""The command `dearreader`: what the writer does, from a terminal."""

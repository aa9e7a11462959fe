"""The real handlers over a world in memory, on a virtual clock; a seed decides everything."""

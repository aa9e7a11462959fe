"""The world in memory: what AWS promises, and no more, without AWS."""

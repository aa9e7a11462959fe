"""The DNS: what has to stand in it for letters to arrive, and what does."""

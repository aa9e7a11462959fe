"""Dear Reader: letters that are sent once, and replies that become letters."""

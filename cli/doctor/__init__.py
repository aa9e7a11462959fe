"""`dearreader doctor`: what keeps letters from arriving, each with its cure."""

"""`dearreader deploy`: looks first, then builds and deploys, then says what is left to do."""

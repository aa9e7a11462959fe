"""`dearreader init`: a few questions, whose answers become samconfig.toml and dearreader.toml."""

"""A sample publication to walk around in: posts, readers, replies."""

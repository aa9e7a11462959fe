"""What was sent: GET /posts, /posts/{slug} and /feed.xml."""

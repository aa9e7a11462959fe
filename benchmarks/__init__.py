"""What it takes, measured: `make bench`, or `python -m benchmarks`. See docs/performance.md."""

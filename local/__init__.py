"""The laptop's cloud: what stands in for AWS when there is no account, on loopback only."""

"""Adapters: one AWS service each, known to `dearreader.app` alone."""

"""Adapters: one AWS service each, known to `dearreader.app` alone, but for `wire`, a form of items."""

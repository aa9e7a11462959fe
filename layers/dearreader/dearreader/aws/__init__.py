"""Adapters: one AWS service each, known to `dearreader.app` alone; `wire` is a form of items."""

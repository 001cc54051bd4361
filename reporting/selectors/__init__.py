"""Reads of reporting: figures from rollups with their freshness, live figures, and what waits for somebody."""

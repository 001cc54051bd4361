"""Measures, rollups, reports, exports and dashboards. Reads what lies below and writes only its own tables."""

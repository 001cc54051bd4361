"""Pages of reporting: one read each, and a template."""

"""Leahy vetting: cases, screening, decisions, unit eligibility, and the gate nothing passes without approval."""

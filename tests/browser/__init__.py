"""Gatehouse in a real Chromium: the main job by keyboard, and every page of the navigation for every role."""

"""The main job, walked with the keyboard alone by the people whose parts it has."""

"""Template tags of Gatehouse; see `gatehouse`."""

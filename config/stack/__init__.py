"""The embedded stack: installs, starts, watches and stops what Gatehouse needs on one machine. Called by `./run`."""

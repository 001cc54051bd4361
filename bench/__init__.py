"""What is measured, each beside its peer in the same run. `./run bench NAME` prints one JSON object."""

"""What must never happen, tried from every side: the gate by every channel, every address by every role."""

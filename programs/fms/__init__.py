"""FMS cases that FMF finances: states, rules, lifecycle, badges and reads of their documents, money and deliveries."""

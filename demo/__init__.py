"""An invented world, built through the services of all apps; imported by none but the settings of a demonstration."""

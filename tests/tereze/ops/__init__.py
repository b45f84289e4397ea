"""Running the platform."""

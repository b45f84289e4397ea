"""Running the platform: the embedded database, the demo, logs."""

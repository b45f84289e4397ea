"""What is deployed: requirements, configuration, runbooks."""

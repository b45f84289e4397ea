"""Every schema at once: migrate and look after."""

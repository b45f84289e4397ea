"""Lists of what people own: land, buildings, vehicles. One way through the import; each kind declares what it is."""

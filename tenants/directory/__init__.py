"""Which councils, districts and operators there are, and which of them a request is for."""

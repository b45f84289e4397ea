"""What one council has of its own: letterhead and signatories."""

"""Documents on paper: Typst sets them, a QR code lets anybody check them, a key signs what the code says."""

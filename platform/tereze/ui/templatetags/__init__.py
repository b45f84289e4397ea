"""Template tags: the components, and how dates, numbers and PINs are shown."""

"""The frame of every page, the components and the styles."""

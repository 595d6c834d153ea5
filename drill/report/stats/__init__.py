"""Progress: on the screen, on a page, for programs."""

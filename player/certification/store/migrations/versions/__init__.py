"""One module for each step of the companion's schema."""

"""Publishing: from a package folder to an immutable, content-addressed version."""

"""What keeps the tutorial true: its example repository, the walks through it, and the reading of its pages."""

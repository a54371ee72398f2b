"""Deliverables: plain data, then Markdown. Templates see nothing else, and run in a sandbox."""

"""The steps of the walk: one file each, its model first, then its rules, in the order of its document."""

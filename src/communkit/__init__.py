"""communkit: from "we should open this" to a prepared digital commons."""

__version__ = "0.1.0"

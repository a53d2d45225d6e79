"""What was given to build from cannot be used."""

from __future__ import annotations


class BadMaterialError(Exception):
    """Chinese sentences, one a line: which file, why, and what to do."""

"""Formulas and names of quantities in their places, wherever their keywords say what they are."""

from rules.proof.declared import prove

__all__ = ["prove"]

"""Exact rules for public money: what a policy says and how it is applied.

The face of the room is its modules: `library` finds policies, `engine` applies them, `results` is
what comes back, `explain` tells it in Chinese; `authoring` helps whoever writes a policy; `notation`
reads what people type, `exact` holds the numbers, `wording` writes figures out; `parts` names what
a policy is made of. Knows nothing of spreadsheets, clocks or networks.

They are imported when first named (`from rules import engine`), because a spreadsheet waits for
every module that loads at start.
"""

__all__ = [
    "authoring",
    "engine",
    "exact",
    "explain",
    "library",
    "nearest",
    "notation",
    "parts",
    "results",
    "wording",
]

"""`python -m addin.pages` writes the committed pages of the shipped policies again."""

from __future__ import annotations

from addin import pages
from rules.authoring import document
from rules.engine import Use
from rules.library import Library

if __name__ == "__main__":
    library = Library()
    for policy in library.shelf:
        found = library.find(policy)
        if isinstance(found, Use):
            pages.write(document(found.policy), policy, pages.FOLDER)

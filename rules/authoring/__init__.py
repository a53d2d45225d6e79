"""Tools for the author of a policy: what to look at, pages, differences, impact, skeletons.

They work on the model by a generic walk over its dataclasses and keywords, so that a new kind of
rule is covered as soon as it is part of the model.
"""

from rules.authoring import impact, skeleton
from rules.authoring.advice import Advice, advise
from rules.authoring.difference import Change, Differences, difference, differences
from rules.authoring.document import document
from rules.authoring.page import Page
from rules.model.policy import Policy

__all__ = [
    "Advice",
    "Change",
    "Differences",
    "Page",
    "Policy",
    "advise",
    "difference",
    "differences",
    "document",
    "impact",
    "skeleton",
]

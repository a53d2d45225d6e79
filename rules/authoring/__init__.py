"""Tools for the author of a policy: what to look at, pages, differences, impact, skeletons.

They work on the model by a generic walk over its dataclasses and keywords, so that a new kind of
rule is covered as soon as it is part of the model.
"""

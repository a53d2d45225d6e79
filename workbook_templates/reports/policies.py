"""How a report calls the policy that a form was checked under."""

from __future__ import annotations

from rules.results import Refusal
from udfs import policies


def policy_titles(listed: str) -> str:
    """The titles of the policies of a file, which are told as ids with ``、`` between them."""
    return "、".join(policy_title(each) for each in listed.split("、"))


def policy_title(policy: str) -> str:
    """The title of a policy with its id, as ``名称（id）``; the id alone where there is no such policy."""
    if not policy:
        return ""
    found = policies.library().find(policy)
    return policy if isinstance(found, Refusal) else f"{found.policy.title}（{policy}）"

"""The pages of the shipped policies are what the generator makes of the files as they are."""

import pytest

from addin import pages
from addin.pages.policy_page import FOLDER
from rules.authoring import document
from rules.engine import Use
from rules.library import SHIPPED, Library

IDS = sorted(path.stem for path in SHIPPED.glob("*.yaml"))


@pytest.mark.parametrize("policy", IDS)
def test_the_committed_pages_are_the_generated_ones(policy, tmp_path):
    found = Library().find(policy)
    assert isinstance(found, Use)
    for made in pages.write(document(found.policy), policy, tmp_path):
        committed = (FOLDER / made.name).read_bytes()
        assert committed == made.read_bytes(), "python -m addin.pages.policy_page"


def test_no_page_is_left_of_a_policy_that_is_gone():
    assert sorted({path.stem for path in FOLDER.iterdir()}) == IDS

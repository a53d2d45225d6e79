"""Pages for people: a policy as Markdown and as HTML that needs nothing else."""

from addin.pages.policy_page import FOLDER, as_html, as_markdown, write

__all__ = ["FOLDER", "as_html", "as_markdown", "write"]

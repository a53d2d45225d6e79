"""The command line `pe`. One module per command; `main` is the entry point."""

from addin.cli.app import main

__all__ = ["main"]

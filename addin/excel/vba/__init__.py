"""The VBA of the add-in and of the templates with macros: made from the catalogue, ASCII only."""

from addin.excel.vba.modules import TITLE, Module, modules
from addin.excel.vba.source import BadSourceError

__all__ = ["TITLE", "BadSourceError", "Module", "modules"]

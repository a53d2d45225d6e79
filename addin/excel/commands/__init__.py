"""The commands of the ribbon: plain functions over an xlwings book, told and asked by one door.

`run` is what Excel calls with the id of a button. A command is imported when it is first used, so
that nothing here keeps Excel waiting at its start.
"""

from addin.excel.commands.running import run

__all__ = ["run"]

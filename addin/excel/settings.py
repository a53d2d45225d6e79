"""What the Excel add-in, its settings sheet and the installer agree on.

Paths are written as Windows expands them: the same add-in file serves every user.
"""

from __future__ import annotations

#: The add-in's file name. A formula that was linked to it names it.
ADDIN = "pe.xlam"
#: The folder of the installation, of this user alone.
HOME = r"%LOCALAPPDATA%\jixiao"
#: The Python of the installation. xlwings' DLL lies in the same folder or the one above it.
INTERPRETER = HOME + r"\python\pythonw.exe"
#: The module that answers the functions, and the one that carries out the ribbon's commands.
FUNCTIONS_MODULE = "udfs.xlwings_functions"
COMMANDS_MODULE = "addin.excel.commands"
#: The class id of the COM server, as `xlwings.serve()` and xlwings' VBA have it.
CLASS_ID = "{506e67c3-55b5-48c3-a035-eed5deea7d6d}"
#: Names xlwings' settings: the sheet `pe.conf` of the add-in, and `.pe\\pe.conf` in the user's profile.
PROJECT = "pe"
SETTINGS_SHEET = f"{PROJECT}.conf"

#: What xlwings' VBA is to do when neither the sheet nor the user's own file says otherwise.
SETTINGS: dict[str, str | bool] = {
    "INTERPRETER_WIN": INTERPRETER,
    "UDF MODULES": FUNCTIONS_MODULE,
    # Excel asks the server that was started at log-on, by its class id, and starts no process.
    "DEBUG UDFS": True,
    "USE UDF SERVER": True,
    "SHOW CONSOLE": False,
    # A workbook's folder may be anybody's: nothing is imported from it.
    "ADD_WORKBOOK_TO_PYTHONPATH": False,
}
#: What the add-in's sheet says; where Python lies is left to the user's file and the default.
ON_SHEET = {name: value for name, value in SETTINGS.items() if name != "INTERPRETER_WIN"}

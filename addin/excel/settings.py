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
#: The sheet with xlwings' settings, named after the project name in our copy of its module.
PROJECT = "pe"
SETTINGS_SHEET = f"{PROJECT}.conf"

#: Every setting that xlwings' VBA asks for. One that is missing here would be looked for in a file
#: beside the workbook, which may be anybody's: therefore the blanks.
SETTINGS: dict[str, str | bool] = {
    "INTERPRETER_WIN": INTERPRETER,
    "INTERPRETER": "",
    "INTERPRETER_MAC": "",
    "PYTHONPATH": "",
    "CONDA PATH": "",
    "CONDA ENV": "",
    "UDF MODULES": FUNCTIONS_MODULE,
    # Excel asks the server that was started at log-on, by its class id, and starts no process.
    "DEBUG UDFS": True,
    "USE UDF SERVER": True,
    "SHOW CONSOLE": False,
    "SHOW_ERROR_POPUPS": True,
    "ADD_WORKBOOK_TO_PYTHONPATH": False,
    "LICENSE_KEY": "",
    "TEMP DIR": "%TEMP%",
    "ONEDRIVE_CONSUMER_WIN": "",
    "ONEDRIVE_CONSUMER_MAC": "",
    "ONEDRIVE_COMMERCIAL_WIN": "",
    "ONEDRIVE_COMMERCIAL_MAC": "",
    "SHAREPOINT_WIN": "",
    "SHAREPOINT_MAC": "",
}

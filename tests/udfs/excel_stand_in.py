"""A stand-in for Excel: xlwings' own machinery over udfs.xlwings_functions, with pywin32 stubbed.

Run as a script by test_xlwings.py, in a process of its own so that the stubs stay out of the tests.
Reads JSON requests from standard input (see `answers`), writes the answers as JSON.

A request is a list of calls [function, argument…]; an argument is a number, a text, a blank (null),
or one of {"range": [[…]]}, {"error": "#N/A"}, {"omitted": true}, {"currency": "12.5"},
{"code": -2146826243}: as COM hands them over.
"""

import io
import json
import pathlib
import sys
import types
from decimal import Decimal
from unittest.mock import MagicMock

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

#: DISP_E_PARAMNOTFOUND: what COM hands over for an argument that was left out.
OMITTED = -2147352572
MODULE = "udfs.xlwings_functions"


class ComError(Exception):
    pass


def stub(name: str, **given: object) -> types.ModuleType:
    """A module in which every attribute that is asked for exists."""
    module = types.ModuleType(name)
    module.__dict__.update(given)

    def anything(attribute: str) -> object:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return MagicMock(name=f"{name}.{attribute}")

    module.__getattr__ = anything  # type: ignore[method-assign]
    sys.modules[name] = module
    return module


def stub_windows() -> None:
    """What xlwings asks of pywin32 and Windows."""
    import ctypes

    stub(
        "pythoncom", CoInitialize=lambda: None, com_error=ComError, ole_error=ComError, __file__="x"
    )
    time_type, iid = type("PyTime", (), {}), type("IID", (str,), {})
    stub("pywintypes", com_error=ComError, TimeType=time_type, IID=iid)
    names = "api con event gui process timezone clipboard"
    for name in [f"win32{n}" for n in names.split()] + ["winreg", "comtypes"]:
        stub(name)
    for name in ("comtypes.client", "comtypes.automation"):
        stub(name)
    com = stub("win32com")
    com.client = stub("win32com.client", Dispatch=lambda given=None, **options: given)
    for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass"):
        setattr(com.client, name, type(name, (), {}))
    for name in ("server", "server.dispatcher", "server.policy", "server.util"):
        stub(f"win32com.{name}")
    ctypes.oledll = ctypes.windll = ctypes.PyDLL = MagicMock()  # type: ignore[attr-defined]
    ctypes.WinError = OSError  # type: ignore[attr-defined]


class Excel:
    """xlwings' real UDF module, driven as its COM server drives it."""

    def __init__(self) -> None:
        stub_windows()
        import xlwings
        import xlwings._xlwindows as windows

        xlwings._xlwindows = windows
        if "excel" not in [engine.name for engine in xlwings.engines]:
            xlwings.engines.add(xlwings.Engine(impl=windows.engine))
        from xlwings import udfs

        xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
        server = types.ModuleType("xlwings.com_server")
        server.loop = None  # type: ignore[attr-defined]
        sys.modules["xlwings.com_server"] = server
        windows.Range = lambda xl=None: xl if xl is not None else MagicMock()
        self.udfs, self.codes = udfs, {text: code for code, text in windows.cell_errors.items()}
        from udfs import xlwings_functions

        self.module = xlwings_functions
        udfs.udf_modules[MODULE] = {
            "filename": xlwings_functions.__file__,
            "filetime": None,
            "module": xlwings_functions,
        }

    def value(self, given: object) -> object:
        """An argument as COM hands it over: a block is a tuple of rows, an error is its code."""
        if not isinstance(given, dict):
            return float(given) if type(given) is int else given
        ((kind, inside),) = given.items()
        if kind == "range":
            return tuple(tuple(map(self.value, row)) for row in inside)
        if kind == "error":
            return self.codes[inside]
        if kind == "currency":
            return Decimal(inside)
        return OMITTED if kind == "omitted" else inside

    def call(self, function: str, *given: object) -> list[list[object]]:
        """The block that Excel gets back."""
        result = self.udfs.call_udf(MODULE, function, tuple(map(self.value, given)), None, None)
        return [list(row) for row in result]

    def vba(self) -> str:
        """The wrappers that xlwings writes for a workbook."""
        text = io.StringIO()
        workbook = types.SimpleNamespace(Name="绩效.xlsm")
        self.udfs.generate_vba_wrapper(MODULE, self.module, text, workbook)
        return text.getvalue()

    def imported(self) -> dict[str, object]:
        """What 'Import Functions' brings into a workbook: the module's bytes and the help texts."""
        captured: dict[str, object] = {}
        helps: dict[str, object] = {}

        class Components:
            def __call__(self, name: str) -> None:
                raise ComError(name)

            def Remove(self, component: object) -> None:
                raise AssertionError("there was no module to remove")

            def Import(self, path: str) -> None:
                captured["ascii"] = pathlib.Path(path).read_bytes().isascii()

        def options(macro: str, **given: object) -> None:
            helps[macro.split("!")[-1]] = [
                given["Description"],
                given["Category"],
                given["ArgumentDescriptions"],
            ]

        application = types.SimpleNamespace(Version="16.0", MacroOptions=options)
        project = types.SimpleNamespace(VBComponents=Components())
        workbook = types.SimpleNamespace(
            Name="绩效.xlsm", VBProject=project, Application=application
        )
        self.udfs.import_udfs(MODULE, workbook)
        return {**captured, "helps": helps}

    def signatures(self) -> dict[str, object]:
        """What xlwings read of each function: its arguments, which are optional, which repeats."""
        found: dict[str, object] = {}
        for name in self.module.__all__:
            function = getattr(self.module, name)
            info = function.__xlfunc__
            found[name] = {
                "arguments": [[a["name"], "optional" in a, a["vararg"]] for a in info["args"]],
                "annotations": list(function.__annotations__),
                "volatile": info["volatile"],
            }
        return found


def answers(requests: list[list[object]]) -> dict[str, object]:
    """Everything the test asks about, in one run."""
    excel = Excel()
    return {
        "calls": [excel.call(*request) for request in requests],  # type: ignore[arg-type]
        "vba": excel.vba(),
        "imported": excel.imported(),
        "signatures": excel.signatures(),
    }


if __name__ == "__main__":
    found = answers(json.load(sys.stdin))
    print("ANSWERS" + json.dumps(found))

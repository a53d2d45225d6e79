"""The component that LibreOffice loads: it finds the packages, and hands calls to them.

It runs in LibreOffice's own Python, with nothing of ours importable yet, and must be able to say so;
hence no import of the project at the top, and nothing that an older Python could not read.
"""

from __future__ import annotations

import importlib.util
import json
import os
import struct
import sys
import traceback
from typing import TYPE_CHECKING, Any

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.document import XDocumentEventListener
from com.sun.star.lang import XServiceInfo
from com.sun.star.sheet import XFunctionAccess

SERVICE = "jixiao.calc.Functions"
SERVICES = (SERVICE, "com.sun.star.sheet.AddIn")
MODULE = "JixiaoFunctions"
RECORD, LOG, READY = "jixiao.json", "jixiao.log", "ready"
#: What can hold a sentence; the other functions give figures, and show an error.
TELLING = ("PE_EXPLAIN", "PE_VERSION")
OLDEST = (3, 11)
#: Without these the functions cannot be imported.
REQUIRED = ("addin", "rules", "udfs", "yaml", "jsonschema")
#: A double that is no number; Calc reads the code of an error (519, #VALUE!) in its low word.
VALUE_ERROR = struct.unpack("<d", struct.pack("<Q", 0x7FF8000000000000 | 519))[0]
#: The module of a form for Excel that has the functions' names, and answers before ours.
MACROS = "PE_Functions"
MACROS_ANSWER = (
    "这份表带着给 Excel 用的宏，PE_ 公式由它们先回答，在 LibreOffice 里显示 #VALUE!。"
    "请另存为 .xlsx，关闭，再打开新存的那一份；给 Excel 用的原件请留着。"
)
AGAIN = "请关闭 LibreOffice，运行 pe addin install calc，再打开。"


if TYPE_CHECKING:
    from collections.abc import Callable

    #: What answers the calls: a function's name and its arguments in, a cell or rows of cells out.
    _Caller = Callable[[str, tuple[object, ...]], object]

#: What has been said: LibreOffice makes the component more than once.
_told: list[str] = []
#: What looks at the workbooks that are opened; one, however often the component is made.
_watching: list[Any] = []


class Functions(unohelper.Base, XFunctionAccess, XServiceInfo):
    """Made once, when Calc starts and looks for add-ins."""

    def __init__(self, ctx: Any) -> None:
        """Put the functions' names where Calc looks for them, and find what computes them."""
        self.ctx = ctx
        self.call: _Caller | None = None
        self.trouble = ""
        record: dict[str, Any] = {}
        try:
            self._name_the_functions()
            record = self._record()
            self.call, warning = _caller(record)
        except Trouble as told:
            self.trouble = warning = str(told)
        except Exception:
            self.trouble = warning = (
                f"绩效评价函数的扩展内部出错。请把 {self._path(LOG)} 发给技术支持。"
            )
            self.log(traceback.format_exc())
        if self.call is not None:
            self.log(READY)
        self.quiet = bool(record.get("quiet"))
        if warning:
            self.warn(warning)
        if not _watching:
            self._watch()

    def callFunction(self, name: str, given: tuple[object, ...]) -> object:  # noqa: N802 - named by LibreOffice
        """The answer of a PE_ function; never an exception, which would stop LibreOffice."""
        if self.call is None:
            return self.trouble if name in TELLING else VALUE_ERROR
        try:
            return self.call(name, given)
        except Exception:
            self.log(traceback.format_exc())
            return VALUE_ERROR

    def warn(self, sentence: str) -> None:
        """Keep and show a sentence, once while LibreOffice runs."""
        if sentence not in _told:
            _told.append(sentence)
            self.log(sentence)
            if not self.quiet:
                self._tell(sentence)

    def getImplementationName(self) -> str:  # noqa: N802
        """For LibreOffice."""
        return SERVICE

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: N802
        """For LibreOffice."""
        return SERVICES

    def supportsService(self, name: str) -> bool:  # noqa: N802
        """For LibreOffice."""
        return name in SERVICES

    def make(self, service: str) -> Any:
        """An object of one of LibreOffice's services."""
        return self.ctx.ServiceManager.createInstanceWithContext(service, self.ctx)

    def _watch(self) -> None:
        """Look at every workbook that is opened from now on."""
        try:
            watch = _Watch(self)
            self.make("com.sun.star.frame.GlobalEventBroadcaster").addDocumentEventListener(watch)
            _watching.append(watch)
        except Exception:
            self.log(traceback.format_exc())

    def _name_the_functions(self) -> None:
        libraries = self.make("com.sun.star.script.ApplicationScriptLibraryContainer")
        libraries.loadLibrary("Standard")
        library = libraries.getByName("Standard")
        with open(os.path.join(os.path.dirname(__file__), MODULE + ".bas"), encoding="ascii") as f:
            source = f.read()
        if not library.hasByName(MODULE):
            library.insertByName(MODULE, source)
        elif library.getByName(MODULE) != source:
            library.replaceByName(MODULE, source)

    def _path(self, name: str) -> str:
        folder = self.make("com.sun.star.util.PathSubstitution").substituteVariables(
            "$(user)", True
        )
        return os.path.join(uno.fileUrlToSystemPath(folder), name)

    def _record(self) -> dict[str, Any]:
        """Where the packages and the policies are, as `pe addin install calc` wrote it."""
        path = self._path(RECORD)
        if not os.path.exists(path):
            raise Trouble("还没有登记绩效评价软件装在哪里，PE_ 函数暂时不能计算。" + AGAIN)
        try:
            with open(path, encoding="utf-8") as file:
                return dict(json.load(file))
        except (OSError, ValueError) as error:
            raise Trouble(f"登记文件 {path} 读不出来，PE_ 函数暂时不能计算。{AGAIN}") from error

    def log(self, text: str) -> None:
        """Keep a line for whoever looks for the reason of something."""
        try:
            with open(self._path(LOG), "a", encoding="utf-8") as file:
                file.write(text + "\n")
        except OSError:
            pass  # a disk that is full is no reason not to compute

    def _tell(self, sentence: str) -> None:
        """Show the sentence once, when LibreOffice is done with what it does now."""
        if _nobody_looks():
            return
        try:
            self.make("com.sun.star.awt.AsyncCallback").addCallback(_Box(self, sentence), None)
        except Exception:
            self.log(traceback.format_exc())


class Trouble(Exception):  # noqa: N818 - it holds the sentence
    """Why the functions cannot compute, and what to do; a sentence for the person."""


class _Box(unohelper.Base, XCallback):
    """A message box, shown from LibreOffice's own loop and not from within a calculation."""

    def __init__(self, component: Functions, sentence: str) -> None:
        self.component, self.sentence = component, sentence

    def notify(self, data: object) -> None:
        """Show it."""
        try:
            toolkit = self.component.make("com.sun.star.awt.Toolkit")
            desktop = self.component.make("com.sun.star.frame.Desktop")
            frame = desktop.getCurrentFrame()
            parent = frame.getContainerWindow() if frame else toolkit.getDesktopWindow()
            kind = uno.Enum("com.sun.star.awt.MessageBoxType", "WARNINGBOX")
            box = toolkit.createMessageBox(parent, kind, 1, "绩效评价函数", self.sentence)
            box.execute()
            box.dispose()
        except Exception:
            self.component.log(traceback.format_exc())


class _Watch(unohelper.Base, XDocumentEventListener):
    """Tells of a workbook whose own macros answer in place of our functions."""

    def __init__(self, component: Functions) -> None:
        self.component = component

    def documentEventOccured(self, event: Any) -> None:  # noqa: N802 - named by LibreOffice
        """Something happened to a document."""
        if event.EventName != "OnViewCreated":
            return
        try:
            libraries: Any = getattr(event.Source, "BasicLibraries", None)
            for name in libraries.getElementNames() if libraries is not None else ():
                if libraries.getByName(name).hasByName(MACROS):
                    self.component.warn(MACROS_ANSWER)
        except Exception:
            self.component.log(traceback.format_exc())

    def disposing(self, event: Any) -> None:
        """LibreOffice ends."""


def _caller(record: dict[str, Any]) -> tuple[_Caller, str]:
    """What answers the calls, and a warning or an empty text."""
    if sys.version_info < OLDEST:
        raise Trouble(
            f"LibreOffice 自带的 Python 是 {sys.version_info[0]}.{sys.version_info[1]}，"
            f"绩效评价函数需要 {OLDEST[0]}.{OLDEST[1]} 或更高，不能计算。请换用较新的 LibreOffice。"
        )
    # First, not last: another program's packages of the same names must not win.
    for path in reversed(record.get("packages", [])):
        if path in sys.path:
            sys.path.remove(path)
        sys.path.insert(0, path)
    missing = [name for name in REQUIRED if importlib.util.find_spec(name) is None]
    if missing:
        raise Trouble(f"缺少软件包 {'、'.join(missing)}，PE_ 函数暂时不能计算。{AGAIN}")
    try:
        from addin.calc import calling
    except ImportError as broken:
        raise Trouble(f"软件包不完整（{broken}），PE_ 函数暂时不能计算。{AGAIN}") from broken
    return calling.call, calling.prepared(record.get("policies", []))


def _nobody_looks() -> bool:
    """Whether LibreOffice runs without a screen: a message box would wait for ever."""
    line = _command_line()
    return any(word in line for word in ("-headless", "-convert-to", "-invisible", "-cat"))


def _command_line() -> str:
    try:
        if sys.platform == "win32":
            import ctypes

            get = ctypes.windll.kernel32.GetCommandLineW
            get.restype = ctypes.c_wchar_p
            return str(get())
        if os.path.exists("/proc/self/cmdline"):
            with open("/proc/self/cmdline", "rb") as file:
                return file.read().decode("utf-8", "replace")
        import subprocess

        return subprocess.check_output(["ps", "-o", "command=", "-p", str(os.getpid())]).decode()
    except Exception:
        return "-headless"  # not known: rather silent than waiting for ever


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - named by LibreOffice
g_ImplementationHelper.addImplementation(Functions, SERVICE, SERVICES)

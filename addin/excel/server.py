"""The process that answers Excel: started at log-on, it serves the functions and the ribbon over COM.

Excel spawns nothing. Whatever is amiss becomes a sentence in the log and, where xlwings and pywin32
are there at all, in the cells that ask for an explanation; Excel itself never waits for a dead server.
"""

from __future__ import annotations

import atexit
import importlib
import logging
import os
import sys
import time
from collections.abc import Callable
from threading import Thread
from types import ModuleType

from addin.excel.guarding import only_for_its_user
from addin.excel.settings import CLASS_ID, FUNCTIONS_MODULE
from addin.windows.configuration import Settings, settings
from addin.windows.logs import log_to
from addin.windows.machine import READY, RUNNING, STOP
from addin.windows.places import places
from addin.windows.registry import WindowsRegistry

log = logging.getLogger(__name__)

#: Functions that answer in words, also where nothing can be computed.
_IN_WORDS = ("PE_EXPLAIN", "PE_VERSION")
_ALREADY_EXISTS = 183
#: Milliseconds in which a server has loaded its policies, seconds in which it has told COM.
_LOADING, _REGISTERING = 20_000, 1.0
#: What xlwings loads if it is installed, and nothing here needs.
UNWANTED = ("numpy", "pandas", "matplotlib", "plotly", "PIL", "cryptography")


def main() -> int:
    """Serve until asked to stop; 0 then, and when a server runs already."""
    # Without a window there are no streams, and what prints would fail.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the end
    sys.stderr = sys.stderr or sys.stdout
    told = settings(places(), WindowsRegistry())
    log_to(told.log, "server.log")
    return run(told)


def run(told: Settings) -> int:
    """Serve with these settings."""
    try:
        import pythoncom  # noqa: F401 - the threads' COM is made ready by it
        import win32api
        import win32event
        from win32com.server.util import wrap

        com_server, xlwings_udfs = _xlwings()
    except Exception as missing:
        log.error("函数服务不能启动：%s", sentence(missing))
        return 1
    mutex = win32event.CreateMutex(None, False, RUNNING)
    another = win32api.GetLastError() == _ALREADY_EXISTS
    ready = win32event.CreateEvent(None, True, False, READY)
    if another:
        # COM started us, for an Excel that asked while the other was loading: were we to end before
        # that one answers, COM would tell Excel that there is no server.
        win32event.WaitForSingleObject(ready, _LOADING)
        time.sleep(_REGISTERING)
        log.info("函数服务已经在运行")
        return 0
    try:
        stop = win32event.CreateEvent(None, True, False, STOP)
        only_for_its_user()
        make_ready(told, xlwings_udfs.udf_modules)
        ending = (stop, win32api.GetCurrentThreadId())
        Thread(target=_end_at, args=ending, daemon=True).start()
        log.info("函数服务启动，政策文件夹：%s", "；".join(map(str, told.policies)))
        # Its last object released, COM would end the server: one of our own keeps it until asked.
        kept = wrap(com_server.XLPython())
        win32event.SetEvent(ready)
        com_server.serve(CLASS_ID)
        del kept
        log.info("函数服务停止")
    except Exception as error:
        log.exception("函数服务停止：%s", sentence(error))
        return 1
    finally:
        mutex.Close()
    return 0


def _xlwings() -> tuple[ModuleType, ModuleType]:
    """The server and the functions of xlwings, without packages that it would load where they are.

    They would more than double its time to start, and nothing that cells hold needs them; cryptography
    is for its licence keys, which we do not use. At its end xlwings would kill every Excel in which no
    workbook is open: that is the person's.
    """
    heavy = [name for name in UNWANTED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(heavy))  # type: ignore[arg-type] # None: there is no such module
    try:
        from xlwings import _xlwindows, com_server, udfs
    finally:
        for name in heavy:
            del sys.modules[name]
    atexit.unregister(_xlwindows.cleanup)
    return com_server, udfs


def make_ready(told: Settings, served: dict[str, dict[str, object]]) -> str:
    """Load the functions, so that the first cell does not wait; what keeps them from it, in words.

    `served` is xlwings' table of modules. A module that is in it without a file time is never
    loaded again, and so no file that turns up later is.
    """
    for trouble in told.troubles:
        log.warning("%s", trouble)
    trouble = ""
    try:
        module = importlib.import_module(FUNCTIONS_MODULE)
        importlib.import_module("udfs.functions")
        _look_at_policies(told)
    except Exception as error:
        trouble = f"绩效评价函数不能使用：{sentence(error)}"
        log.exception("%s", trouble)
        module = sys.modules[FUNCTIONS_MODULE] = _only_words(trouble)
    served[FUNCTIONS_MODULE] = {"filename": FUNCTIONS_MODULE, "filetime": None, "module": module}
    return trouble


def _look_at_policies(told: Settings) -> None:
    """Use the folders; what is wrong with the own policies stands in the log before anyone asks."""
    from rules.results import Refusal
    from udfs import policies

    policies.use_folders(told.policies)
    library = policies.library()
    for folder in library.missing:
        log.warning("没有政策文件夹 %s，其中的政策不能使用；请检查设置和网络", folder)
    library.find(policies.DEFAULT)
    for shelved in library.shelf.values():
        if not shelved.own:
            continue
        try:
            found = library.find(shelved.id)
        except Exception as error:
            # To tell a fault takes packages that a sound policy does without: it costs this one only.
            log.exception("政策 %s 不能使用：%s", shelved.id, sentence(error))
            continue
        if isinstance(found, Refusal):
            log.warning("政策 %s 不能使用：%s %s", shelved.id, found.message, found.advice)


def _only_words(trouble: str) -> ModuleType:
    """A module that has every function: error values, and the trouble where words are asked for."""
    import xlwings

    def stand_in(name: str) -> Callable[..., str]:
        if not name.startswith("PE_"):
            raise AttributeError(name)

        def told(*given):  # type: ignore[no-untyped-def] # xlwings would convert by annotations
            return trouble if name in _IN_WORDS else "#VALUE!"

        told.__name__ = name
        return xlwings.func(told)

    module = ModuleType(FUNCTIONS_MODULE)
    module.__dict__["__getattr__"] = stand_in
    return module


def sentence(error: Exception) -> str:
    """What happened, and what to do."""
    if isinstance(error, ImportError):
        missing = error.name or str(error)
        return f"缺少软件包 {missing}，可能被杀毒软件隔离。请运行 check.cmd，再重新安装"
    return f"内部出错（{type(error).__name__}），请把日志发给技术支持"


def _end_at(stop: object, thread: int) -> None:
    """End the server's loop when somebody sets the event."""
    import win32api
    import win32con
    import win32event

    win32event.WaitForSingleObject(stop, win32event.INFINITE)
    win32api.PostThreadMessage(thread, win32con.WM_QUIT, 0, 0)


if __name__ == "__main__":
    sys.exit(main())

"""What of the running PC the installer looks at and starts: a door that tests replace."""

from __future__ import annotations

import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from addin.excel.settings import CLASS_ID, FUNCTIONS_MODULE

#: Names that Windows keeps for this log-on session alone: the server runs, it answers, it shall stop.
RUNNING, READY, STOP = (f"Local\\jixiao-{what}-{CLASS_ID}" for what in ("running", "ready", "stop"))
#: Seconds that the server is waited for.
_PATIENCE = 20.0


class Machine(Protocol):
    """The programs of this log-on session."""

    def excel_is_open(self) -> bool:
        """Whether there is a window of Excel."""

    def stop_server(self) -> bool:
        """Ask the server to end; whether it has."""

    def start_server(self, python: Path, module: str) -> None:
        """Start the server without waiting for it."""

    def asked(self, function: str, *given: object) -> object:
        """What the server answers to a formula, over COM as Excel asks it. Raises on failure."""


class WindowsMachine:
    """The real one."""

    def excel_is_open(self) -> bool:
        """See `Machine`."""
        import win32gui

        with suppress(win32gui.error):
            return bool(win32gui.FindWindow("XLMAIN", None))
        return False

    def stop_server(self) -> bool:
        """See `Machine`."""
        import pywintypes
        import win32event

        ends = time.monotonic() + _PATIENCE
        while self._runs():
            if time.monotonic() > ends:
                return False
            # The event appears a moment after the server does: asked anew each time.
            with suppress(pywintypes.error):
                modify = win32event.EVENT_MODIFY_STATE
                win32event.SetEvent(win32event.OpenEvent(modify, False, STOP))
            time.sleep(0.2)
        return True

    def start_server(self, python: Path, module: str) -> None:
        """See `Machine`."""
        # It outlives us: were it to hold our streams, who reads them would wait for it for ever.
        none = subprocess.DEVNULL
        subprocess.Popen(
            [str(python), "-m", module],
            cwd=python.parent,
            stdin=none,
            stdout=none,
            stderr=none,
            close_fds=True,
        )

    def asked(self, function: str, *given: object) -> object:
        """See `Machine`."""
        import pythoncom
        import win32com.client

        ends = time.monotonic() + _PATIENCE
        while not self._runs() and time.monotonic() < ends:
            time.sleep(0.2)
        while True:
            try:
                context = pythoncom.CLSCTX_LOCAL_SERVER
                server: Any = win32com.client.DispatchEx(CLASS_ID, clsctx=context)
                return server.CallUDF(FUNCTIONS_MODULE, function, given)
            except pythoncom.com_error:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.5)

    def _runs(self) -> bool:
        import pywintypes
        import win32con
        import win32event

        with suppress(pywintypes.error):
            win32event.OpenMutex(win32con.SYNCHRONIZE, False, RUNNING)
            return True
        return False

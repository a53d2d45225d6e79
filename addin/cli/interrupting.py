"""Ctrl-C as a wish to end after what is in hand, so that nothing done is lost."""

from __future__ import annotations

import signal
import threading
from types import FrameType


class Interruption:
    """While this is entered, the first Ctrl-C only sets `asked`; the second ends everything."""

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self.asked = False
        self._before: object = None

    def __bool__(self) -> bool:
        """Whether it was asked for."""
        return self.asked

    def __enter__(self) -> Interruption:
        """Start to listen; only the main thread hears signals."""
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._heard)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave Ctrl-C as it was."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]

    def _heard(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

"""The registry, as far as the installer needs it: a door that tests replace.

Keys are written whole, `HKCU\\Software\\…`. Only those of the current user are ever written.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Protocol


class Registry(Protocol):
    """Values of keys; what is not there is None."""

    def read(self, key: str, name: str) -> str | int | None:
        """A value; the key's own where the name is empty."""

    def write(self, key: str, name: str, value: str | int) -> None:
        """Set a value, making the key."""

    def delete(self, key: str, name: str) -> None:
        """Take a value away, if it is there."""

    def delete_tree(self, key: str) -> None:
        """Take a key away with all that is under it, if it is there."""

    def exists(self, key: str) -> bool:
        """Whether there is such a key."""


class WindowsRegistry:
    """The real one; always the 64-bit view, whatever starts us."""

    def __init__(self) -> None:
        import winreg

        # Typed for all systems alike; the module exists on Windows alone.
        self._api: Any = winreg

    def read(self, key: str, name: str) -> str | int | None:
        """See `Registry`."""
        with suppress(OSError), self._open(key, self._api.KEY_READ) as opened:
            value = self._api.QueryValueEx(opened, name)[0]
            return value if isinstance(value, str | int) else None
        return None

    def write(self, key: str, name: str, value: str | int) -> None:
        """See `Registry`."""
        api = self._api
        access = api.KEY_WRITE | api.KEY_WOW64_64KEY
        with api.CreateKeyEx(*self._split(key), 0, access) as opened:
            kind = api.REG_SZ if isinstance(value, str) else api.REG_DWORD
            api.SetValueEx(opened, name, 0, kind, value)

    def delete(self, key: str, name: str) -> None:
        """See `Registry`."""
        with suppress(FileNotFoundError), self._open(key, self._api.KEY_WRITE) as opened:
            self._api.DeleteValue(opened, name)

    def delete_tree(self, key: str) -> None:
        """See `Registry`."""
        with suppress(FileNotFoundError):
            with self._open(key, self._api.KEY_READ) as opened:
                count = self._api.QueryInfoKey(opened)[0]
                under = [self._api.EnumKey(opened, k) for k in range(count)]
            for name in under:
                self.delete_tree(rf"{key}\{name}")
            root, path = self._split(key)
            self._api.DeleteKeyEx(root, path, self._api.KEY_WOW64_64KEY, 0)

    def exists(self, key: str) -> bool:
        """See `Registry`."""
        with suppress(OSError), self._open(key, self._api.KEY_READ):
            return True
        return False

    def _open(self, key: str, access: int) -> Any:
        return self._api.OpenKey(*self._split(key), 0, access | self._api.KEY_WOW64_64KEY)

    def _split(self, key: str) -> tuple[Any, str]:
        root, _, path = key.partition("\\")
        roots = {"HKCU": self._api.HKEY_CURRENT_USER, "HKLM": self._api.HKEY_LOCAL_MACHINE}
        return roots[root], path

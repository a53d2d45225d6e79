"""Who may call the server: Windows' security, as far as it is asked for."""

from __future__ import annotations

import logging
import sys
from types import ModuleType

import pytest

from addin.excel.guarding import only_for_its_user

#: COM_RIGHTS_EXECUTE and COM_RIGHTS_EXECUTE_LOCAL of Windows; 4 would be: over the network.
LOCAL = 1 | 2


class Acl:
    def __init__(self) -> None:
        self.allowed: list[tuple[str, int]] = []

    def AddAccessAllowedAce(self, revision: int, rights: int, who: str) -> None:
        self.allowed.append((who, rights))


class Descriptor:
    owner = group = ""
    dacl: tuple[bool, Acl, bool] | None = None

    def SetSecurityDescriptorOwner(self, who: str, defaulted: bool) -> None:
        self.owner = who

    def SetSecurityDescriptorGroup(self, who: str, defaulted: bool) -> None:
        self.group = who

    def SetSecurityDescriptorDacl(self, present: bool, acl: Acl, defaulted: bool) -> None:
        self.dacl = present, acl, defaulted


def module(monkeypatch: pytest.MonkeyPatch, name: str, **held: object) -> None:
    made = ModuleType(name)
    made.__dict__.update(held)
    monkeypatch.setitem(sys.modules, name, made)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What COM's security was set to."""
    found: list[tuple[object, ...]] = []
    module(
        monkeypatch, "pythoncom", CoInitializeSecurity=lambda *given: found.append(given),
        RPC_C_AUTHN_LEVEL_PKT=4, RPC_C_IMP_LEVEL_IDENTIFY=2, EOAC_NONE=0,
    )  # fmt: skip
    module(monkeypatch, "win32api", GetCurrentProcess=lambda: 0)
    module(monkeypatch, "win32con", TOKEN_QUERY=8)
    module(
        monkeypatch, "win32security", TokenUser=1, WinLocalSystemSid=22, ACL_REVISION=2,
        OpenProcessToken=lambda process, rights: "token",
        GetTokenInformation=lambda token, kind: ("me", 0),
        CreateWellKnownSid=lambda kind: "system" if kind == 22 else "anybody",
        ACL=Acl, SECURITY_DESCRIPTOR=Descriptor,
    )  # fmt: skip
    return found


def test_only_its_user_and_windows_may_call_and_only_from_this_pc(
    asked: list[tuple[object, ...]],
) -> None:
    only_for_its_user()
    ((descriptor, _, _, level, impersonation, *_),) = asked
    assert isinstance(descriptor, Descriptor)
    assert descriptor.dacl is not None
    present, acl, defaulted = descriptor.dacl
    assert present
    assert not defaulted
    assert acl.allowed == [("me", LOCAL), ("system", LOCAL)]
    assert (descriptor.owner, descriptor.group) == ("me", "me")
    # RPC_C_AUTHN_LEVEL_PKT: the caller is known; RPC_C_IMP_LEVEL_IDENTIFY: we cannot act as the caller.
    assert (level, impersonation) == (4, 2)


def test_where_windows_refuses_it_is_told_in_the_log(
    monkeypatch: pytest.MonkeyPatch,
    asked: list[tuple[object, ...]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.delattr(sys.modules["win32security"], "OpenProcessToken")
    only_for_its_user()
    assert not asked
    assert "默认权限" in caplog.text
    assert caplog.records[0].levelno == logging.WARNING

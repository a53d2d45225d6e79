"""Who may call the server."""

from __future__ import annotations

import logging

log = logging.getLogger(__name__)

#: COM_RIGHTS_EXECUTE and COM_RIGHTS_EXECUTE_LOCAL: to call from this PC, not over the network.
_LOCAL_CALLS = 0x1 | 0x2


def only_for_its_user() -> None:
    """Let nobody call but this user (and Windows itself), whatever the PC's DCOM settings allow."""
    try:
        import pythoncom
        import win32api
        import win32con
        import win32security

        token = win32security.OpenProcessToken(win32api.GetCurrentProcess(), win32con.TOKEN_QUERY)
        user = win32security.GetTokenInformation(token, win32security.TokenUser)[0]
        system = win32security.CreateWellKnownSid(win32security.WinLocalSystemSid)
        allowed = win32security.ACL()
        for who in (user, system):
            allowed.AddAccessAllowedAce(win32security.ACL_REVISION, _LOCAL_CALLS, who)
        descriptor = win32security.SECURITY_DESCRIPTOR()
        descriptor.SetSecurityDescriptorOwner(user, False)
        descriptor.SetSecurityDescriptorGroup(user, False)
        descriptor.SetSecurityDescriptorDacl(True, allowed, False)
        pythoncom.CoInitializeSecurity(
            descriptor,
            None,
            None,
            pythoncom.RPC_C_AUTHN_LEVEL_PKT,
            pythoncom.RPC_C_IMP_LEVEL_IDENTIFY,
            None,
            pythoncom.EOAC_NONE,
            None,
        )
    except Exception as error:
        # Windows' own default lets in the same user and administrators: not wide enough to stop.
        log.warning("没有能把服务限定给本人，用 Windows 的默认权限：%s", error)

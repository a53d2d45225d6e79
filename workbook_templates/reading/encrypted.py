"""Workbooks with a password to open them: decrypted in memory, never on disk."""

from __future__ import annotations

import re
from io import BytesIO

from workbook_templates.reading.parts import RESAVE, RefusedError

#: The code of a file that a password opens.
ENCRYPTED = "加了打开密码"

#: Office asks for 100,000 rounds to make a key of a password; millions only make one wait.
_MOST_ROUNDS = 1_000_000
_ROUNDS = re.compile(rb"""spinCount\s*=\s*["'](\d{1,20})["']""")
#: What says how a file is encrypted takes 2 kB.
_MOST_ABOUT = 20_000


def decrypted(content: bytes, name: str, password: str, about: bytes = b"") -> bytes:
    """The file without its password. Raises `RefusedError`, also when the password is wrong.

    `about` is the stream that says how the file was encrypted, where it has one.
    """
    if not password:
        raise RefusedError(
            ENCRYPTED,
            f"{name} 加了打开密码",
            "请用 --password 给出密码，或在表格软件里去掉密码，另存为 .xlsx 再试",
        )
    rounds = _ROUNDS.findall(about)
    if len(about) > _MOST_ABOUT or b"<!" in about or any(int(n) > _MOST_ROUNDS for n in rounds):
        raise RefusedError("文件损坏", f"{name} 的加密说明不正常", RESAVE)
    import msoffcrypto  # slow to import, rarely needed
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError, ParseError

    plain = BytesIO()
    try:
        office = msoffcrypto.OfficeFile(BytesIO(content))
        if rounds:
            office.load_key(password=password, verify_password=True)
        else:
            office.load_key(password=password)
        office.decrypt(plain)
    except InvalidKeyError:
        raise RefusedError("加密", f"{name} 的打开密码不对", "请核对密码（区分大小写）") from None
    except DecryptionError:
        raise RefusedError(
            "加密",
            f"{name} 的加密方式不认识，打不开",
            "请在表格软件里去掉密码，另存为 .xlsx 再试",
        ) from None
    except (ParseError, Exception):  # a library on forged bytes: the file is damaged
        raise RefusedError("文件损坏", f"{name} 加了密，而且已经损坏", RESAVE) from None
    return plain.getvalue()

"""Something wrong in content, with the place of it."""

from __future__ import annotations

from typing import Literal

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One problem: `at` is the path to the value inside the file, such as ("steps", 2, "hint")."""

    rule: str
    message: str
    at: tuple[str | int, ...] = ()
    severity: Literal["error", "warning"] = "error"

"""Ids that stay the same as long as what they name holds the same first member."""

from __future__ import annotations

import hashlib


def stable_id(kind: str, member: str) -> str:
    """An id for a `kind` of group, from its first member's id.

    >>> stable_id("story", "a1")
    'story-67f87097fc67'
    """
    return f"{kind}-{hashlib.sha256(f'{kind} {member}'.encode()).hexdigest()[:12]}"

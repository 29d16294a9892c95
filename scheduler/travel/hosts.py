"""Addresses of road servers and geocoders: which of them may be asked, and how they are shown."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

HOSTS = "PAIGONG_HOSTS"
"""Environment variable: the only hosts that may be asked, by commas, each with or without a port; unset = all."""

HOSTS_MAYBE = f"whoever runs the machine adds the host to {HOSTS}; or another server is meant."

_MEANT: dict[str, str] = {}
"""What people see of an address -> the address, with its password; in this process only."""


def shown(url: str) -> str:
    """The address without name, password and keys, for messages, manifests and logs.

    >>> shown("https://me:secret@roads.example/car?key=12")
    'https://***@roads.example/car?***'
    """
    hidden = re.sub(r"//[^/@]*@", "//***@", re.sub(r"\?.*", "?***", url))
    if hidden != url:
        _MEANT[hidden.rstrip("/")] = url
    return hidden


def meant(url: str) -> str:
    """The address behind one that was shown."""
    return _MEANT.get(url.rstrip("/"), url)


def host_refused(url: str) -> str:
    """Why a server may not be asked; empty when it may."""
    listed = os.environ.get(HOSTS)
    if listed is None:
        return ""
    known = {host.strip().lower() for host in listed.split(",") if host.strip()}
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        host, port = "", None
    if host in known or f"{host}:{port}" in known:
        return ""
    return f"the host {host or 'without a name'} may not be asked; those that may: {', '.join(sorted(known)) or 'none'}"

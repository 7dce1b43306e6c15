"""A client for a server on this machine, at no cost: httpx by itself reads all certificates first, for 15 ms."""

import ssl
from typing import Any

import httpx

NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody: what is asked by https:// with it is refused. Plain HTTP never looks at it."""


def client(url: str, **options: Any) -> httpx.AsyncClient:
    """For what answers below ``url``; ``options`` are httpx's. Proxies of the environment are not asked.

    Certificates are read for an https:// one alone, as the Mailpit of somebody else may have.
    """
    verify = True if url.startswith("https://") else NO_CERTIFICATES
    return httpx.AsyncClient(base_url=url, trust_env=False, verify=verify, **options)

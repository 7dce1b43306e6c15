"""What the webmail asks of the inbox, over Mailpit's API."""

from typing import Any

import httpx

FOLDERS = {"inbox": "受信トレイ", "junk": "迷惑メール"}  # a folder is a tag of that name


class InboxDown(Exception):
    """The inbox did not answer, or not as Mailpit does."""


class MailReader:
    """``url``: where Mailpit, or the embedded inbox, answers."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=5, trust_env=False)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def messages(self, address: str, folder: str) -> list[dict[str, Any]]:
        """The newest 200 messages to ``address`` in ``folder``, newest first, as Mailpit's MessageSummary."""
        query = {"query": f'to:"{address}" tag:"{folder}"', "limit": "200"}
        found: list[dict[str, Any]] = (await self._get("/search", query)).json()["messages"]
        return [message for message in found if _is_to(message, address)]  # the search matches by substring

    async def read(self, address: str, message_id: str) -> dict[str, Any] | None:
        """One message as Mailpit's Message, now marked as read; None when ``address`` has no such message."""
        response = await self._get(f"/message/{message_id}", {}, missing_is_fine=True)
        if response.status_code == 404:
            return None
        message: dict[str, Any] = response.json()
        return message if _is_to(message, address) else None

    async def delete(self, ids: list[str]) -> None:
        """Delete these messages; an empty list deletes nothing, although Mailpit would take it for all."""
        if ids:
            await self._request("DELETE", "/messages", json={"IDs": ids})

    async def _get(self, path: str, params: dict[str, str], *, missing_is_fine: bool = False) -> httpx.Response:
        response = await self._request("GET", path, params=params)
        if response.status_code == 404 and missing_is_fine:
            return response
        if response.is_error:
            raise InboxDown(f"{self.url} answered {response.status_code} to {path}")
        return response

    async def _request(self, method: str, path: str, **more: Any) -> httpx.Response:
        try:
            return await self._http.request(method, path, **more)
        except httpx.HTTPError as error:
            raise InboxDown(f"{self.url} does not answer: {type(error).__name__}") from error


def _is_to(message: dict[str, Any], address: str) -> bool:
    return any(to["Address"].lower() == address.lower() for to in message["To"] or [])

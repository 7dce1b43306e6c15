"""What the simulator asks of the inbox, over Mailpit's API."""

from typing import Any

import httpx

from gmis_api.mail_address import found_by, unquoted
from gmis_simulator.serving.plain_http import client

_PATIENCE = httpx.Timeout(5, read=30, pool=None)  # of many who read at once some wait, and it is not down


class InboxDown(Exception):
    """The inbox did not answer, or not as Mailpit does."""


class MailReader:
    """``url``: where Mailpit, or the embedded inbox, answers. A folder is a tag: inbox, junk, quarantine."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._http = client(f"{url}/api/v1", timeout=_PATIENCE)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def messages(self, address: str, folder: str) -> list[dict[str, Any]]:
        """The newest 200 messages to ``address`` in ``folder``, newest first, as Mailpit's MessageSummary."""
        return await self._search(f'{found_by(address)} tag:"{folder}"', address)

    async def find(self, message_id: str, address: str) -> str | None:
        """The inbox's ID of the message to ``address`` with that Message-ID, without its brackets, if it is there."""
        found = await self._search(f'message-id:"{message_id}" {found_by(address)}', address)
        return next((message["ID"] for message in found if message["MessageID"] == message_id), None)

    async def read(self, address: str, message_id: str) -> dict[str, Any] | None:
        """One message as Mailpit's Message, now marked as read; None when ``address`` has no such message."""
        response = await self._get(f"/message/{message_id}", {}, missing_is_fine=True)
        if response.status_code == 404:
            return None
        message: dict[str, Any] = response.json()
        return message if is_to(message, address) else None

    async def move(self, message_id: str, folder: str) -> None:
        """Put a message into ``folder``."""
        await self._request("PUT", "/tags", json={"IDs": [message_id], "Tags": [folder]})

    async def delete(self, ids: list[str]) -> None:
        """Delete these messages; an empty list deletes nothing, although Mailpit would take it for all."""
        if ids:
            await self._request("DELETE", "/messages", json={"IDs": ids})

    async def _search(self, query: str, address: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self._get("/search", {"query": query, "limit": "200"})).json()["messages"]
        return [message for message in found if is_to(message, address)]  # the search matches by substring

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


def is_to(message: dict[str, Any], address: str) -> bool:
    """Whether ``message`` went to ``address``: the inbox notes whom the headers do not name as Bcc."""
    recipients = message["Bcc"] or [*(message["To"] or []), *(message["Cc"] or [])]
    return any(unquoted(to["Address"]).lower() == address.lower() for to in recipients)

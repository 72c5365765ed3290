"""Our own calls of Slack's Web API: a dictionary goes out, the answer comes back."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

import aiohttp
import msgspec
from yarl import URL

CONNECT = 5.0
"""Seconds to reach the server, also to wait for one of the connections."""

READ = 15.0
"""Seconds in which an answer has to come."""

UPLOAD = 60.0
"""Seconds in which an upload has to be answered."""

IDLE = 15.0
"""Seconds that an unused connection is kept: fewer than servers keep theirs, so that a request
does not go out on one that has just been closed at the other end."""

CONNECTIONS = 100
"""The most connections at once."""

ASKED_NOTHING = 5.0
"""Seconds to wait when too much was sent and the answer does not say how long to wait."""

LONGEST_WAIT = 3600.0
"""Seconds after which a call is tried again, whatever the answer asked for."""

JSON = "application/json; charset=utf-8"

Answer = Mapping[str, Any]


class CallFailed(Exception):
    """Slack refused a call with a code; `details` are its own words and may quote ours."""

    def __init__(
        self,
        method: str,
        status: int,
        code: str,
        retry_after: float | None = None,
        details: str = "",
    ) -> None:
        super().__init__(f"{method} was refused with status {status}: {code or 'no code'}")
        self.method, self.status, self.code = method, status, code
        self.retry_after, self.details = retry_after, details


class Trouble(Exception):
    """A call was not answered. The words name no address and no token."""


class NotReached(Trouble):
    """The request did not get there: nothing was done, and it can be repeated."""


class NoAnswer(Trouble):
    """The request may have been carried out: no answer came, or only a part of one."""


def open_session(read: float = READ) -> aiohttp.ClientSession:
    """Return a session for all calls; to be closed by the caller."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=IDLE),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=_timeout(read),
    )


class Api:
    """The Web API at `url`, which ends in a slash: `https://slack.com/api/`."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self._base = session, url
        self._urls: dict[str, URL] = {}

    async def call(self, method: str, token: str, params: Mapping[str, object]) -> Answer:
        """Call the method with JSON and return its answer.

        Raises CallFailed, NotReached or NoAnswer.
        """
        headers = {"Authorization": f"Bearer {token}", "Content-Type": JSON}
        return await self._call(method, msgspec.json.encode(params), headers)

    async def ask(self, method: str, token: str, fields: Mapping[str, str]) -> Answer:
        """Call a method that takes no JSON with a form. Raises as `call` does."""
        headers = {"Authorization": f"Bearer {token}"}
        return await self._call(method, aiohttp.FormData(dict(fields)), headers)

    async def upload(self, url: str, file: bytes) -> None:
        """Give a file to the address that Slack named for it. Raises as `call` does."""
        headers = {"Content-Type": "application/octet-stream"}
        try:
            place = URL(url)
        except ValueError:
            raise NotReached("the address for an upload is no address") from None
        status, _, _ = await self._exchange(place, file, headers, _timeout(UPLOAD))
        if status != 200:
            raise CallFailed("the upload", status, "")

    async def _call(
        self, method: str, body: bytes | aiohttp.FormData, headers: Mapping[str, str]
    ) -> Answer:
        status, wait, data = await self._exchange(self._url(method), body, headers, None)
        answer = _read(data)
        if status == 200 and answer is None:
            raise NoAnswer("what came cannot be read")
        if status == 200 and answer and answer.get("ok") is True:
            return answer
        code = _code(answer or {})
        limited = status == 429 or code in ("ratelimited", "rate_limited")
        raise CallFailed(
            method,
            status,
            code,
            _seconds(wait) if limited else None,
            _details(answer or {}),
        )

    async def _exchange(
        self,
        url: URL,
        body: bytes | aiohttp.FormData,
        headers: Mapping[str, str],
        limits: aiohttp.ClientTimeout | None,
    ) -> tuple[int, str | None, bytes]:
        """Post; return the status, the header Retry-After and the answer's body."""
        try:
            async with self._session.post(
                url,
                data=body,
                headers=headers,
                timeout=limits or self._session.timeout,
                allow_redirects=False,
            ) as response:
                return response.status, response.headers.get("Retry-After"), await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotReached(f"Slack could not be reached ({_why(error)})") from None
        except aiohttp.InvalidURL:
            raise NotReached("the address of Slack is no address") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise NoAnswer(f"no answer came from Slack ({_why(error)})") from None

    def _url(self, method: str) -> URL:
        if method not in self._urls:
            self._urls[method] = URL(self._base + method)
        return self._urls[method]


def word(answer: Answer, *names: str) -> str:
    """Return the word that stands under these names in an answer. Raises NoAnswer without one."""
    found: Any = answer
    for name in names:
        found = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(found, str) or not found:
        raise NoAnswer(f"the answer has no {names[-1]}")
    return found


def _read(data: bytes) -> Answer | None:
    try:
        answer = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _code(answer: Answer) -> str:
    """Return the code of a refusal; nothing else that may stand in its place."""
    code = answer.get("error")
    return code if isinstance(code, str) and code.isidentifier() and len(code) <= 80 else ""


def _details(answer: Answer) -> str:
    """Return what Slack says about a refusal besides its code."""
    metadata = answer.get("response_metadata")
    said = [answer.get("errors"), metadata.get("messages") if isinstance(metadata, dict) else None]
    return "; ".join(str(one) for some in said if isinstance(some, list) for one in some)


def _seconds(header: str | None) -> float:
    """Return how long to wait: what the header says, if it is a number."""
    try:
        value = float(header or "")
    except ValueError:
        return ASKED_NOTHING
    return min(max(value, 1.0), LONGEST_WAIT) if isfinite(value) else ASKED_NOTHING


def _timeout(read: float) -> aiohttp.ClientTimeout:
    """Return the limits: silence at any point ends a request, and so does slowness in all."""
    return aiohttp.ClientTimeout(
        total=2 * (CONNECT + read), connect=2 * CONNECT, sock_connect=CONNECT, sock_read=read
    )


def _why(error: Exception) -> str:
    """Return what happened without any address."""
    number = error.errno if isinstance(error, OSError) else None
    words = error.strerror if number and isinstance(error, OSError) else None
    return f"{type(error).__name__}: {words}" if words else type(error).__name__

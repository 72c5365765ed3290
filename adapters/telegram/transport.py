"""Requests to the Bot API over aiohttp: for `telegram.Bot`, and for our own calls beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

import aiohttp
import msgspec
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from adapters.telegram.refusal import refusal

CONNECT = 5.0
"""Seconds to reach the server, also to wait for one of the connections."""

READ = 15.0
"""Seconds in which an answer has to come."""

IDLE = 15.0
"""Seconds that an unused connection is kept: fewer than servers keep theirs, so that a request
does not go out on one that has just been closed at the other end."""

CONNECTIONS = 100
"""The most connections at once: 30 messages a second, and a server that takes 3 seconds each."""

JSON = {"Content-Type": "application/json"}

Body = bytes | aiohttp.FormData

File = tuple[str, bytes | IO[bytes]]
"""A file to upload: its name and what it holds."""


class NotReached(NetworkError):
    """The request did not get there: nothing was done, and it can be repeated."""


class NoAnswer(TimedOut):
    """The request may have been carried out: no answer came, or only a part of one."""

    def __init__(self, why: str) -> None:
        super().__init__(f"no answer came from the Bot API ({why})")


class Transport(BaseRequest):
    """One session with its connections, from `initialize` to `shutdown`.

    Errors name what happened and never the address, which holds the token.
    """

    def __init__(self, connections: int = CONNECTIONS, read_timeout: float = READ) -> None:
        self._connections, self._read = connections, read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=IDLE),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=_timeout(self._read),
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session:
            await session.close()

    async def exchange(
        self, url: URL, body: Body | None, read_timeout: float | None = None
    ) -> tuple[int, bytes]:
        """Post the body, JSON or a form; return the status and the answer's body.

        Raises NotReached or NoAnswer.
        """
        if self._session is None:
            raise RuntimeError("the transport is used before initialize() or after shutdown()")
        timeout = self._session.timeout if read_timeout is None else _timeout(read_timeout)
        headers = JSON if isinstance(body, bytes) else None
        try:
            async with self._session.post(
                url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotReached(f"the Bot API could not be reached ({_why(error)})") from None
        except aiohttp.InvalidURL:
            raise NotReached("the address of the Bot API is no address") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise NoAnswer(_why(error)) from None

    async def do_request(  # noqa: PLR0913, PLR0917  # as the base class has it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Raises CallFailed where the SDK would raise one of its own errors, NotReached, NoAnswer.

        The SDK's do not tell a token that was taken back from an address that is not there.
        """
        seconds = None if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        status, body = await self.exchange(URL(url, encoded=True), _body(request_data), seconds)
        if status != 200:
            raise refusal(url.rpartition("/")[2], status, body)
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer as an object. Raises NoAnswer; nothing of it is logged."""
        # Not msgspec: a learner's half character (a lone surrogate) must not stop a whole poll.
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise NoAnswer("what came cannot be read") from None
        if not isinstance(answer, dict) or "result" not in answer:
            raise NoAnswer("what came is no answer")
        return answer


def form(fields: Mapping[str, object], files: Mapping[str, File]) -> aiohttp.FormData:
    """Return a multipart form: fields as JSON unless they are words, files by name."""
    data = aiohttp.FormData()
    for name, value in fields.items():
        words = value if isinstance(value, str) else msgspec.json.encode(value).decode()
        data.add_field(name, words)
    for name, (filename, content) in files.items():
        data.add_field(name, content, filename=filename)
    return data


def _body(request_data: RequestData | None) -> Body | None:
    if request_data is None:
        return None
    if request_data.contains_files:
        files = {name: (file[0], file[1]) for name, file in request_data.multipart_data.items()}
        return form(request_data.json_parameters, files)
    return msgspec.json.encode(request_data.parameters)


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

"""The workbench in a browser: the same program, shown by textual-serve, behind a token that every request must carry.

Nothing is loaded from anywhere else, and the page may talk to nobody but this server.
"""

from __future__ import annotations

import html
import ipaddress
import logging
import secrets
import shlex
import socket
import subprocess
import sys
from collections.abc import Sequence
from hmac import compare_digest
from string import Template
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.server import Server

from thematica.errors import NotAllowed

PAGE = Template("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>$title</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/css/xterm.css">
<style nonce="$nonce">
@font-face { font-family: "Roboto Mono"; src: url("/static/fonts/RobotoMono-VariableFont_wght.ttf"); }
html, body { margin: 0; height: 100%; overflow: hidden; background: #15181d; }
.textual-terminal { width: 100vw; height: 100vh; }
.ended { display: none; position: fixed; inset: 0; padding-top: 40vh; text-align: center; z-index: 20;
         font: 16px sans-serif; color: #d5d8de; background: #15181d; }
body.-closed .ended { display: block; }
</style>
<script nonce="$nonce">history.replaceState(null, "", "/"); // the browser's history need not keep the token</script>
<script src="/static/js/textual.js"></script>
</head>
<body>
<div id="terminal" class="textual-terminal" data-session-websocket-url="$socket" data-font-size="16"></div>
<div class="ended">The workbench was left. Everything is on disk; reload the page to go on.</div>
</body>
</html>
""")
SECONDS_TO_LEAVE = 5.0  # for a workbench to keep what is being written when the server is stopped


class Door:
    """Who may come in: whoever has the token, from a page of this server, under a name that is ours."""

    def __init__(self, token: str, host: str, cookie: str) -> None:
        self._token = token
        self._session = secrets.token_urlsafe(32)
        self._cookie = cookie
        self._names = {"localhost", "127.0.0.1", "::1", host.lower()}
        self._far = not is_loopback(host)
        if self._far:
            self._names.add(socket.gethostname().lower())

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Lets a request through, or answers it with 403 and nothing else."""
        if not (self._is_for_us(request) and self._is_from_us(request) and self._has_token(request)):
            return web.Response(status=403)
        return await handler(request)

    def welcome(self, response: web.Response) -> None:
        """Spares the page the token: a cookie stands for it from now on."""
        response.set_cookie(self._cookie, self._session, httponly=True, samesite="Strict")

    def _is_for_us(self, request: web.Request) -> bool:
        # A name that somebody else made point to this machine would let their page read ours.
        try:
            name = urlsplit(f"//{request.host}").hostname or ""
            return name in self._names or (self._far and bool(ipaddress.ip_address(name)))
        except ValueError:
            return False

    @staticmethod
    def _is_from_us(request: web.Request) -> bool:
        origin = request.headers.get("Origin")
        return origin is None or origin.partition("://")[2].lower() == request.host.lower()

    def _has_token(self, request: web.Request) -> bool:
        by_address = _same(request.query.get("token", ""), self._token)
        by_cookie = _same(request.cookies.get(self._cookie, ""), self._session)
        return by_address or by_cookie


def _same(given: str, secret: str) -> bool:
    return compare_digest(given.encode(errors="replace"), secret.encode())


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine can reach a host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def application(command: Sequence[str], *, title: str, token: str, host: str, port: int) -> web.Application:
    """What answers requests: the page, what it is made of, the socket that starts `command`, and its downloads."""
    shown = subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)
    textual = Server(shown, host=host, port=port, title=title)
    door = Door(token, host, f"thematica-{port}")

    async def page(request: web.Request) -> web.Response:
        nonce = secrets.token_urlsafe(16)
        text = PAGE.substitute(title=html.escape(title), nonce=nonce, socket=html.escape(f"ws://{request.host}/ws"))
        response = web.Response(text=text, content_type="text/html", headers=_policy(nonce, request.host))
        door.welcome(response)
        return response

    async def hold_back(_: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(
            {
                "Cache-Control": "no-store",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Referrer-Policy": "no-referrer",
                "X-Content-Type-Options": "nosniff",
            }
        )

    made = web.Application(middlewares=[door.guard])
    made.on_response_prepare.append(hold_back)
    made.add_routes(
        [
            web.get("/", page),
            web.get("/ws", textual.handle_websocket),
            web.get("/download/{key}", textual.handle_download),
            web.static("/static", textual.statics_path),
        ]
    )
    return made


def _policy(nonce: str, host: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": "; ".join(
            (
                "default-src 'none'",
                f"script-src 'self' 'nonce-{nonce}'",
                "style-src 'self' 'unsafe-inline'",  # the terminal in the page writes its own
                "font-src 'self'",
                "img-src 'self' data:",
                f"connect-src 'self' ws://{host}",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
            )
        )
    }


def listening(host: str, port: int) -> socket.socket:
    """A socket to serve on; port 0 takes any that is free. Raises NotAllowed."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server((address[0], port), family=family)
    except OSError as fault:
        raise NotAllowed(
            f"Nothing can be served on {host}, port {port} ({fault.strerror}).", "Choose another with --port or --host."
        ) from None


def address(host: str, port: int, token: str) -> str:
    """What to type into a browser."""
    name = socket.gethostname() if host in {"0.0.0.0", "::"} else f"[{host}]" if ":" in host else host  # noqa: S104 (compared, not bound)
    return f"http://{name}:{port}/?token={token}"


def serve(made: web.Application, on: socket.socket) -> None:
    """Answers requests until interrupted; addresses, which hold the token, are logged nowhere."""
    for name in ("textual-serve", "aiohttp"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    web.run_app(made, sock=on, print=None, access_log=None, shutdown_timeout=SECONDS_TO_LEAVE)

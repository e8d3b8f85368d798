"""The workbench in a browser: without the token no request gets anything, whatever it asks for and however it asks."""

from __future__ import annotations

import asyncio
import itertools
import json
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession, CookieJar, WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer

from thematica.errors import NotAllowed
from thematica.store.project import Project
from thematica.tui import serving

TOKEN = "a-token-of-the-test"
SAYS_HELLO = (sys.executable, "-c", r"print('__GANGLION__\nD\0\0\0\5hello', end='', flush=True); input()")
ROUTES = ("/", "/ws", "/static/js/textual.js", "/static/", "/download/anything", "/nowhere")

Client = TestClient[Any, Any]


async def client_of(host: str) -> Client:
    made = serving.application(SAYS_HELLO, title="<Pilot>", token=TOKEN, host=host, port=8000)
    return TestClient(TestServer(made), cookie_jar=CookieJar(unsafe=True))


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with await client_of("127.0.0.1") as made:
        yield made


@pytest.mark.parametrize("query", ["", "?token=", "?token=wrong", f"?token={TOKEN}x", f"?Token={TOKEN}", "?token=%ff"])
async def test_without_the_token_there_is_nothing(client: Client, query: str) -> None:
    for method, route in itertools.product(("GET", "HEAD", "POST", "OPTIONS"), ROUTES):
        answer = await client.request(method, route + query, headers={"Cookie": "thematica-8000=guessed"})
        assert (answer.status, await answer.read()) == (403, b"")
        assert "Set-Cookie" not in answer.headers


async def test_with_the_token_there_is_the_page_and_what_it_is_made_of(client: Client) -> None:
    page = await client.get(f"/?token={TOKEN}")
    text = await page.text()
    assert "<title>&lt;Pilot&gt;</title>" in text
    assert TOKEN not in text
    assert "//fonts" not in text  # nothing comes from elsewhere
    for part in ("/static/css/xterm.css", "/static/js/textual.js", "/static/fonts/RobotoMono-VariableFont_wght.ttf"):
        assert part in text
        assert (await client.get(part)).status == 200  # the cookie goes along
    assert (await client.get("/")).status == 200
    assert (await client.get("/download/anything")).status == 404
    assert (await client.get("/static/")).status == 403


async def test_the_cookie_is_for_this_server_alone_and_out_of_reach_of_scripts(client: Client) -> None:
    answer = await client.get(f"/?token={TOKEN}")
    cookie = answer.cookies["thematica-8000"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
    assert TOKEN not in cookie.value
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_the_socket_starts_a_workbench_only_with_the_token(client: Client) -> None:
    with pytest.raises(WSServerHandshakeError, match="403"):
        await client.ws_connect("/ws")
    async with client.ws_connect(f"/ws?token={TOKEN}") as opened:
        assert await opened.receive_bytes(timeout=20) == b"hello"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},  # a name made to point here
        {"Host": "evil.example:8000"},
        {"Host": "10.0.0.7:8000"},
        {"Host": "["},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},  # another program of this machine
        {"Origin": "null"},
    ],
)
async def test_pages_of_others_get_nothing_even_with_the_token(client: Client, headers: dict[str, str]) -> None:
    for route in ROUTES:
        answer = await client.get(f"{route}?token={TOKEN}", headers=headers)
        assert (answer.status, await answer.read()) == (403, b"")


async def test_the_page_itself_may_ask(client: Client) -> None:
    origin = str(client.make_url("/")).rstrip("/")
    assert (await client.get(f"/?token={TOKEN}", headers={"Origin": origin})).status == 200


@pytest.mark.parametrize(("name", "status"), [("10.0.0.7:8000", 200), ("evil.example", 403)])
async def test_on_a_network_numbers_are_taken_and_other_names_are_not(name: str, status: int) -> None:
    async with await client_of("0.0.0.0") as client:
        assert (await client.get(f"/?token={TOKEN}", headers={"Host": name})).status == status


def test_only_addresses_of_this_machine_are_near() -> None:
    near = ("127.0.0.1", "localhost", "::1", "127.8.8.8")
    assert [serving.is_loopback(host) for host in (*near, "0.0.0.0", "::", "10.0.0.7", "example.org")] == [
        *[True] * 4,
        *[False] * 4,
    ]
    assert serving.address("::1", 80, "t") == "http://[::1]:80/?token=t"


def test_a_port_in_use_is_told() -> None:
    with serving.listening("127.0.0.1", 0) as first, pytest.raises(NotAllowed, match="port"):
        serving.listening("127.0.0.1", first.getsockname()[1])


@pytest.fixture
def served(study: Project) -> Iterator[subprocess.Popen[str]]:
    command = (sys.executable, "-m", "thematica", "serve", str(study.path), "--port", "0", "--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        yield running
        running.kill()


async def test_a_study_is_served_until_interrupted_and_its_address_is_told_once(served: subprocess.Popen[str]) -> None:
    assert served.stdout is not None
    told = json.loads("".join(iter(served.stdout.readline, "}\n")) + "}")
    base = f"http://{urlsplit(told['address']).netloc}"
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
        assert (await browser.get(base)).status == 403
        assert (await browser.get(told["address"])).status == 200
        async with browser.ws_connect(f"{base}/ws?width=100&height=30") as screen:
            shown = b""
            while b"Pilot" not in shown:
                shown += await screen.receive_bytes(timeout=60)
    served.send_signal(signal.SIGINT)
    said = await asyncio.to_thread(served.communicate, timeout=60)
    assert (served.returncode, said) == (0, ("", ""))

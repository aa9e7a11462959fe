"""The laptop's servers answer this machine only, and end when told to."""

import http.client
import threading
from collections.abc import Iterator

import pytest

from local.loopback import Answer, HangUp, LoopbackServer, Request


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    running = LoopbackServer(echo)
    running.start()
    yield running
    running.stop()


def echo(request: Request) -> Answer:
    if request.path == "/gone":
        raise HangUp
    return Answer(body=f"{request.method} {request.path} {request.body.decode()}".encode())


def ask(server: LoopbackServer, method: str, path: str = "/", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.request(method, path, b"body", headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_a_request_is_answered(server: LoopbackServer) -> None:
    assert ask(server, "POST", "/a%20b") == (200, b"POST /a%20b body")


def test_another_site_may_send_a_form_where_that_is_meant() -> None:
    open_at = LoopbackServer(echo, open_to_all=frozenset({"/subscribe"}))
    open_at.start()
    elsewhere = {"Origin": "https://blog.example.net", "Sec-Fetch-Site": "cross-site"}
    assert ask(open_at, "POST", "/subscribe", **elsewhere)[0] == 200
    assert ask(open_at, "POST", "/unsubscribe/a", **elsewhere)[0] == 403
    open_at.stop()


def test_who_asks_is_known_by_the_port() -> None:
    server = LoopbackServer(lambda request: Answer(body=str(request.port).encode()))
    server.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        connection.request("GET", "/")
        port = connection.sock.getsockname()[1]
        assert connection.getresponse().read() == str(port).encode()
    finally:
        connection.close()
        server.stop()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", ""])
def test_a_name_that_is_not_loopback_is_refused(server: LoopbackServer, host: str) -> None:
    assert ask(server, "POST", Host=host)[0] == 403
    assert ask(server, "GET", Host=host)[0] == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8025", "127.0.0.1:1", "[::1]:8025"])
def test_the_names_of_this_machine_are_good(server: LoopbackServer, host: str) -> None:
    assert ask(server, "GET", Host=host)[0] == 200


def test_another_sites_page_may_not_change_anything(server: LoopbackServer) -> None:
    here = f"127.0.0.1:{server.port}"
    assert ask(server, "POST", Origin="http://evil.example")[0] == 403
    assert ask(server, "DELETE", Origin="null")[0] == 403
    assert ask(server, "POST", Origin=f"http://{here}")[0] == 200


def test_our_own_pages_form_is_taken_though_it_names_no_origin(server: LoopbackServer) -> None:
    """Chromium says `Origin: null` for a form on a page whose Referrer-Policy is no-referrer."""
    fetched = "Sec-Fetch-Site"
    assert ask(server, "POST", Origin="null", **{fetched: "same-origin"})[0] == 200
    assert ask(server, "POST", Origin="null", **{fetched: "same-site"})[0] == 403
    assert ask(server, "POST", Origin="null", **{fetched: "cross-site"})[0] == 403


def test_a_hang_up_gives_no_answer(server: LoopbackServer) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        ask(server, "POST", "/gone")


def test_stopping_ends_open_connections_and_frees_the_port() -> None:
    before = threading.active_count()
    server = LoopbackServer(echo)
    server.start()
    port = server.port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/")
    connection.getresponse().read()
    server.stop()
    connection.close()
    assert threading.active_count() <= before
    again = LoopbackServer(echo, port)
    again.start()
    assert ask(again, "GET")[0] == 200
    again.stop()


def test_a_taken_port_is_an_error(server: LoopbackServer) -> None:
    with pytest.raises(OSError, match="in use"):
        LoopbackServer(echo, server.port).start()

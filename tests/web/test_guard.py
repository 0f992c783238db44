"""What the reading room lets in and sends out, asked over plain HTTP."""

from __future__ import annotations

import re
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit

import pytest
from tests.web.conftest import serving

from demarche.store import Store
from demarche.web.app import make_app


def ask(
    address: str, path: str, method: str = "GET", body: str | None = None, **headers: str
) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if body is not None:
        named.setdefault("Content-Type", "application/x-www-form-urlencoded")
    connection.request(method, path, body, named)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def rejection(address: str) -> dict[str, str]:
    """The fields of a form that rejects a statement, as our own page has them."""
    _, page = ask(address, "/article/first")
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return {"token": found[1], "next": "/review", "of": "statement", "record": "first.s1", "do": "reject"}


@pytest.mark.parametrize("path", ["/", "/article/first", "/static/room.css", "/nothing", "/article/nothing"])
def test_every_answer_carries_the_policy(address: str, path: str) -> None:
    answer, _ = ask(address, path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_pages_hold_no_inline_script_or_style(address: str) -> None:
    drawn = ("/dyad/VAR/OST?deed=first.e2", "/network", "/map?place=Geneva", "/party/VAR")
    for path in ("/", "/search?q=ports", "/story/story-ports", "/article/first", "/review", *drawn):
        _, page = ask(address, path)
        assert "<style" not in page
        assert not re.search(r'\s(style|on\w+)="', page)
        assert re.findall(r"<script[^>]*>[^<]", page) == []


def test_nobody_corrects_where_corrections_are_off(store: Store) -> None:
    with serving(make_app(store, who="tester", writable=False)) as closed:
        for path in ("/article/first", "/story/story-ports", "/review"):
            assert 'method="post"' not in ask(closed, path)[1]
        form = {"token": "", "of": "article", "record": "second", "do": "split"}
        assert ask(closed, "/correct", "POST", urlencode(form))[0].status == 403
    assert store.corrections() == []


def test_another_host_is_refused(address: str) -> None:
    answer, text = ask(address, "/", Host="rebound.example")
    assert answer.status == 421
    assert "Stories" not in text


def test_our_own_form_is_taken(address: str, store: Store) -> None:
    answer, _ = ask(address, "/correct", "POST", urlencode(rejection(address)), Origin=address)
    assert answer.status == 303
    assert answer.headers["Location"] == "/review#note-first.s1"
    assert [s.id for s in store.reading("first").statements] == ["first.s2"]


@pytest.mark.parametrize(
    ("change", "headers", "why"),
    [
        ({"token": ""}, {}, "no token"),
        ({"token": "guessed"}, {}, "a wrong token"),
        ({}, {"Origin": "https://elsewhere.example"}, "a form on another site"),
        ({}, {"Origin": "null"}, "a sandboxed frame"),
        ({}, {"Sec_Fetch_Site": "cross-site"}, "the browser says so"),
        ({"filler": "x" * 70_000}, {}, "too large for a form"),
    ],
)
def test_other_forms_are_refused(
    address: str, store: Store, change: dict[str, str], headers: dict[str, str], why: str
) -> None:
    answer, _ = ask(address, "/correct", "POST", urlencode(rejection(address) | change), **headers)
    assert answer.status == 403, why
    assert store.corrections() == [], why


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:1"]
)
def test_a_form_leads_back_to_our_own_pages_only(address: str, elsewhere: str) -> None:
    form = rejection(address) | {"next": elsewhere}
    answer, _ = ask(address, "/correct", "POST", urlencode(form))
    assert answer.headers["Location"] == "/#note-first.s1"


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/story/none", 404, "is no story of the record"),
        ("/article/none", 404, "There is no article"),
        ("/actor/none", 404, "There is no actor"),
        ("/statement/none", 404, "There is no statement"),
        ("/party/XYZ", 404, "There is no party"),
        ("/network?since=2024-13", 400, "is no date"),
        ("/map?until=soon", 400, "is no date"),
        ("/map?area=Atlantis&place=nowhere", 200, "0 deeds"),
        ("/network?least=7&type=shout&with=shouted", 200, "Who has to do with whom"),
        ("/dyad/VAR/OST?since=2024-00", 404, "is no date"),
        ("/dyad/VAR/OST?deed=none&page=99", 200, "Deeds"),
        ("/dyad/VAR/VAR", 404, "A dyad has two parties"),
        ("/search?q=%22&since=2030", 200, "No statement holds this"),
        ("/search?q=northern&since=soon", 400, "since is &#39;soon&#39;"),
        ("/search?q=%00", 200, "<h1>Search</h1>"),
        ("/search?q=zebra%00crossing", 200, "No statement holds this"),
        (f"/search?q={'a+' * 3000}", 200, "<h2>Statements"),
        ("/search?q=AND+NEAR(", 200, "No statement holds this"),
        ("/?page=999", 200, "No stories yet"),
        ("/correct", 405, "Method Not Allowed"),
        ("/static/../app.py", 404, "no such page"),
    ],
)
def test_wrong_addresses_are_told(address: str, path: str, status: int, message: str) -> None:
    answer, text = ask(address, path)
    assert answer.status == status
    assert message in text


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"do": "move", "to": ""}, "Name the story"),
        ({"do": "move", "to": "/story/none"}, "There is no article"),
        ({"do": "move", "to": "second"}, None),
        ({"do": "move", "to": "http://127.0.0.1:1/article/second?beside"}, None),
        ({"do": "move", "to": "first"}, None),
        ({"do": "change", "published": "soon", "was.published": ""}, "is no date"),
        ({"do": "shout"}, "no such thing"),
    ],
)
def test_forms_of_an_article(address: str, store: Store, fields: dict[str, str], message: str | None) -> None:
    form = rejection(address) | {"of": "article", "record": "hostile"} | fields
    answer, text = ask(address, "/correct", "POST", urlencode(form))
    if message is None:
        assert answer.headers["Location"] == "/story/story-ports"
        assert [c.field for c in store.corrections()] == ["story"]
    else:
        assert message in text
        assert store.corrections() == []


def test_unfit_values_are_told_and_change_nothing(address: str, store: Store) -> None:
    form = rejection(address) | {"do": "change", "act": "shout", "was.act": "urge"}
    answer, text = ask(address, "/correct", "POST", urlencode(form))
    assert answer.status == 400
    assert "act cannot be" in text
    assert store.corrections() == []

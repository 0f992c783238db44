"""A reading room that runs for a whole test file's browser, over a record made by hand; and the system's browser."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from tests.web.invented import linkage, pages

from demarche.store import Store, open_record
from demarche.web.app import make_app

CHROMIUM = os.environ.get("DEMARCHE_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[Store]:
    """The invented record, new for each test."""
    path = str(shutil.copy(empty_file, tmp_path / "room.db"))
    with open_record(path) as opened:
        opened.add(pages())
        opened.write_linkage(linkage())
        yield opened


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    """Where a reading room over the record answers, on a free port of this machine."""
    with serving(make_app(store, who="tester", hosts=("127.0.0.1",))) as answering:
        yield answering


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """An application answering, and where."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        for _ in range(500):
            if server.started:
                break
            time.sleep(0.02)
        assert server.started
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)

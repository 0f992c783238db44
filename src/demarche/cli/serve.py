"""`demarche serve`: the reading room, on this machine."""

from __future__ import annotations

import getpass

import click

from demarche.cli.options import record_option
from demarche.errors import SettingsError
from demarche.settings import Settings

LOCAL = ("127.0.0.1", "localhost", "::1")


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address it listens on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8462, show_default=True, help="0 picks a free one.")
@click.option("--who", metavar="NAME", help="Whose corrections these are  [default: the user's name]")
@click.option("--read-only", is_flag=True, help="Nobody can correct anything.")
@click.option("--open", "open_browser", is_flag=True, help="Open the browser on it.")
@record_option
def command(host: str, port: int, who: str | None, read_only: bool, open_browser: bool, record: str | None) -> None:
    """Serve the reading room: stories, articles with what was read out of them, actors, dyads, network, map, review.

    It listens on this machine only. Told another --host it says who can then read, and corrections are off: there is
    no password.
    """
    import socket

    import uvicorn

    from demarche.store import open_record
    from demarche.web.app import make_app

    away = host not in LOCAL
    if away:
        click.echo(
            f"demarche: listening on {host}: whoever can reach this machine can read the record. There is no password"
            " and no encryption, so corrections are off.",
            err=True,
        )
    with open_record(Settings.load(record=record).record) as store:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((host, port))
            except OSError as error:
                raise SettingsError(
                    f"{host}:{port} cannot be listened on: {error.strerror or error}. Give another --port."
                ) from error
            port = int(listener.getsockname()[1])
            shown = f"[{host}]" if ":" in host else host
            address = f"http://{shown}:{port}/"
            app = make_app(
                store, who=who or getpass.getuser(), writable=not (away or read_only), hosts=None if away else LOCAL
            )
            click.echo(f"The reading room is open at {address} (stop it with Ctrl-C)", err=True)
            if open_browser:
                click.launch(address)
            uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listener])

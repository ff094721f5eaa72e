"""The run of the explorer: its port, the SPARQL server beside it, and their end."""

from __future__ import annotations

import logging
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import make_server

from kg_builder.document import Document
from kg_builder.errors import DocumentError, KgBuilderError, StoreError
from kg_builder.readers import find_papers, read
from kg_builder.store import STORE
from kg_builder.web.app import create_app
from kg_builder.web.shelf import open_shelf

__all__ = ["read_texts", "serve", "sparql_server"]

Tell = Callable[[str], None]


def serve(
    directory: Path, *, port: int, host: str = "127.0.0.1", papers: Path | None = None, tell: Tell = lambda _: None
) -> None:
    """Serve the explorer until it is interrupted.

    Raises:
        StoreError: there is no graph in the folder, or the port is in use.
        DocumentError: the folder of papers is not there.
    """
    _require_free(host, port)
    shelf = open_shelf(directory, read_texts(papers, tell))
    with sparql_server(directory, host, tell) as sparql:
        app = create_app(shelf, sparql)
        _ = shelf.lineage, shelf.factors  # woven before the first visitor comes
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
        server = make_server(host, port, app.server, threaded=True)
        tell(f"The explorer is at http://{_shown(host)}:{server.server_port}/ (stop it with Ctrl-C)")
        try:
            signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that a service manager ends both servers too
            server.serve_forever()
        except KeyboardInterrupt:
            tell("Stopped.")
        finally:
            server.server_close()


def read_texts(folder: Path | None, tell: Tell = lambda _: None) -> Iterator[Document]:
    """The texts of the papers in a folder; what cannot be read is told and left out.

    Raises:
        DocumentError: there is no such folder or file.
    """
    if folder is None:
        return
    if not folder.exists():
        raise DocumentError(f"{folder}: no such file or folder; name the folder that has the papers")
    files, faults = find_papers([folder])
    for fault in faults:
        tell(str(fault))
    for file in files:
        try:
            yield read(file)
        except KgBuilderError as fault:
            tell(str(fault))


@contextmanager
def sparql_server(directory: Path, host: str, tell: Tell = lambda _: None) -> Iterator[str | None]:
    """The address of an Oxigraph server on the store, read only; None where the program is missing or does not start."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        tell("There is no SPARQL page: the program oxigraph is not installed.")
        yield None
        return
    port = _free_port(host)
    command = [program, "serve-read-only", "--union-default-graph", "--timeout-s", "30",
               "--location", str(directory / STORE), "--bind", f"{_shown(host)}:{port}"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        yield f"http://{_shown(host)}:{port}"
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()


def _free_port(host: str) -> int:
    with socket.socket(_family(host)) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _require_free(host: str, port: int) -> None:
    try:
        with socket.socket(_family(host)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise StoreError(f"port {port} of {host} cannot be used ({reason}); choose another with --port") from fault


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host

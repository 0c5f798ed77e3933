"""A finished site over http on this machine, under any base path, as a plain web host serves it."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Server(ThreadingHTTPServer):
    """A server that says nothing."""

    # A browser that is closed leaves connections half open: not worth a traceback.
    def handle_error(self, *_: Any) -> None:
        return


@contextmanager
def serving(folder: Path, base: str = "/") -> Iterator[str]:
    """Serve `folder` below `base` on a free port and give its address, which ends with "/".

    What is not there is answered with 404 and the site's own 404.html.
    """

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            if not path.startswith(base):
                return str(folder / "outside-the-base-path")
            return super().translate_path("/" + path.removeprefix(base))

        def send_error(self, code: int, *_: Any) -> None:
            body = (folder / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            return

    with Server(("127.0.0.1", 0), lambda *given: Handler(*given, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()

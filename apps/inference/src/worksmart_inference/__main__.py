"""`python -m worksmart_inference --port 4100`: one worker on the loopback, or on `--host`."""

import argparse
import os
import sys
import threading

import uvicorn


def end_with_parent() -> None:
    """Ends this process when its standard input does: a parent that was killed cannot say so."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def main() -> None:
    """One worker: what keeps a processor busy is bounded per process, so containers are counted."""
    parser = argparse.ArgumentParser(prog="worksmart_inference", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=4100)
    parser.add_argument("--end-with-parent", action="store_true")
    options = parser.parse_args()
    if options.end_with_parent:
        end_with_parent()
    uvicorn.run(
        "worksmart_inference.main:app",
        factory=True,
        host=options.host,
        port=options.port,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    main()

"""The service as a process of its own, as it is started everywhere."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.fakes import AUTH, TOKEN
from worksmart_inference.contract import v1
from worksmart_inference.contract.read import read_body

HERE = Path(__file__).resolve().parents[2]
MODULE = [sys.executable, "-m", "uvicorn", "--factory", "worksmart_inference.main:app"]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def start(port: int, env: dict[str, str]) -> subprocess.Popen[str]:
    command = [*MODULE, "--app-dir", str(HERE / "src"), "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-access-log", "--log-level", "warning"]
    return subprocess.Popen(
        command,
        env={"PATH": os.environ["PATH"], **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def running(env: dict[str, str]) -> Generator[tuple[str, subprocess.Popen[str]]]:
    port = free_port()
    process = start(port, env)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                httpx.get(f"{url}/health/live", timeout=1)
                break
            except httpx.TransportError:
                assert process.poll() is None, "the process ended"
                time.sleep(0.1)
        yield url, process
    finally:
        process.kill()
        process.communicate()


def test_a_started_service_tells_what_it_can_do_and_ends_when_asked(tmp_path: Path) -> None:
    env = {"INFERENCE_TOKEN": TOKEN, "MODEL_DIR": str(tmp_path), "STORE_DIR": str(tmp_path)}
    with running(env) as (url, process):
        raw = httpx.get(f"{url}/v1/capabilities", headers=AUTH).content
        found = read_body(v1.Capabilities, raw)
        assert found.contract_version == 1
        assert not found.tasks.embed.available
        assert httpx.get(f"{url}/health/ready").status_code == 200
        process.terminate()
        assert process.wait(10) in (0, -15)


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({}, "INFERENCE_TOKEN is missing"),
        ({"INFERENCE_TOKEN": TOKEN, "LLM_PROVIDER": "openai"}, "LLM_MODEL is missing"),
        ({"LLM_PROVIDER": "openai", "WORKERS": "0", "OCR_ENGINE": "eyes"}, "OCR_ENGINE is none"),
        ({"LLM_PROVIDER": "openai", "WORKERS": "0", "OCR_ENGINE": "eyes"}, "WORKERS is a whole"),
        ({"LLM_PROVIDER": "openai", "WORKERS": "0", "OCR_ENGINE": "eyes"}, "INFERENCE_TOKEN is"),
        ({"S3_ENDPOINT": "http://127.0.0.1:1", "INFERENCE_TOKEN": TOKEN}, "S3_BUCKET is not"),
    ],
)
def test_a_bad_setting_ends_the_start_with_a_line_that_names_it(
    env: dict[str, str], named: str
) -> None:
    process = start(free_port(), env)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 78
    assert named in errors
    assert len(errors.strip().splitlines()) == 1
    assert TOKEN not in errors

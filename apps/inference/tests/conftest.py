"""Asynchronous tests run on asyncio alone; properties are tried on the same cases each time."""

import os
import sys

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")
exit_status = pytest.StashKey[int]()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    session.config.stash[exit_status] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Ends at once: the object store's own threads can abort an interpreter that is being closed,
    which would make a failure of a run that passed."""
    if exit_status in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[exit_status])

"""Stops asking a provider that keeps failing, and counts what a day may cost."""

from collections.abc import Callable
from datetime import date

from worksmart_inference.errors import ServiceError

FAILURES = 5
REST_SECONDS = 30.0


class Breaker:
    """After 5 failures in a row nobody is asked for 30 seconds; then one call finds out."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._rests_until = 0.0

    def check(self) -> None:
        """Raises `provider_timeout` while it rests."""
        left = self._rests_until - self._clock()
        if left > 0:
            raise ServiceError("provider_timeout", retry_after_ms=int(left * 1000) + 1)

    def succeeded(self) -> None:
        """The count starts again."""
        self._failures = 0

    def failed(self) -> None:
        """One more; the fifth, and any after a rest, begins a rest."""
        self._failures += 1
        if self._failures >= FAILURES:
            self._rests_until = self._clock() + REST_SECONDS


class DailyTokens:
    """Tokens of the day so far. A restart begins anew; the api keeps its own count."""

    def __init__(self, most: int, today: Callable[[], date]) -> None:
        self._most = most
        self._today = today
        self._day = today()
        self._used = 0

    def check(self) -> None:
        """Raises `budget_exceeded`."""
        if self._day != self._today():
            self._day, self._used = self._today(), 0
        if self._used >= self._most:
            raise ServiceError("budget_exceeded")

    def add(self, tokens: int) -> None:
        """Counts what an answer took."""
        self._used += tokens

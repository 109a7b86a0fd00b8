"""Documents by storage key: a bucket, a folder or memory behind one small interface, read only."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import obstore
from obstore.store import LocalStore, MemoryStore, ObjectStore, S3Store

from worksmart_inference.errors import ServiceError
from worksmart_inference.settings import StoreSettings

CONNECT_AND_READ_S = "20s"


if TYPE_CHECKING:
    from obstore.store import S3Config


@dataclass(frozen=True)
class Head:
    """What the store says of an object before it is read."""

    size: int
    etag: str | None


class Objects(Protocol):
    """Reads objects; every failure is a ServiceError."""

    async def head(self, key: str) -> Head: ...
    async def read(self, key: str, size: int) -> bytes: ...
    async def is_reachable(self) -> bool: ...


class Store:
    """A store of obstore's. Keys were matched with the one layout before they come here."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def head(self, key: str) -> Head:
        """Raises `object_not_found`, or `overloaded` when the store does not answer."""
        try:
            meta = await obstore.head_async(self._store, key)
        except FileNotFoundError:
            raise ServiceError("object_not_found") from None
        except Exception as error:
            raise ServiceError("overloaded", "The object store does not answer.") from error
        return Head(meta["size"], meta.get("e_tag"))

    async def read(self, key: str, size: int) -> bytes:
        """At most `size` bytes; an object that grew since its head is `object_changed`."""
        parts: list[bytes] = []
        left = size
        try:
            answer = await obstore.get_async(self._store, key)
            async for part in answer.stream(min_chunk_size=1 << 20):
                parts.append(bytes(part))
                left -= len(parts[-1])
                if left < 0:
                    raise ServiceError("object_changed")
        except ServiceError:
            raise
        except FileNotFoundError:
            raise ServiceError("object_not_found") from None
        except Exception as error:
            raise ServiceError("overloaded", "The object store does not answer.") from error
        return b"".join(parts)

    async def is_reachable(self) -> bool:
        """Whether an object that does not exist is told apart from a store that does not answer."""
        try:
            await self.head("documents/.ready")
        except ServiceError as error:
            return error.code == "object_not_found"
        return True


class NoStore:
    """Without a store no document is read; everything else works."""

    async def head(self, key: str) -> Head:
        raise ServiceError("capability_unavailable", "No object store is set up for the service.")

    async def read(self, key: str, size: int) -> bytes:
        raise ServiceError("capability_unavailable", "No object store is set up for the service.")

    async def is_reachable(self) -> bool:
        return True


def open_store(settings: StoreSettings) -> Objects:
    """The bucket when one is named, else the folder, else none."""
    if settings.bucket:
        # What is not set is left to the machine's own role, so None must not be passed on.
        given: S3Config = {"region": settings.region}
        if settings.endpoint:
            given["endpoint"] = settings.endpoint
        if settings.access_key_id and settings.secret_access_key:
            given["access_key_id"] = settings.access_key_id
            given["secret_access_key"] = settings.secret_access_key
        return Store(
            S3Store(
                settings.bucket,
                virtual_hosted_style_request=not settings.path_style,
                config=given,
                client_options={
                    "allow_http": (settings.endpoint or "").startswith("http://"),
                    "timeout": CONNECT_AND_READ_S,
                    "connect_timeout": "2s",
                },
                retry_config={"max_retries": 1},
            )
        )
    if settings.folder:
        return Store(LocalStore(prefix=settings.folder))
    return NoStore()


def memory_store(objects: dict[str, bytes]) -> Store:
    """For tests: the same code over memory."""
    store = MemoryStore()
    for key, content in objects.items():
        obstore.put(store, key, content)
    return Store(store)

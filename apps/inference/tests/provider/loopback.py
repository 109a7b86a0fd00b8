"""A provider on the loopback that speaks the real wire formats, and does wrong whatever it is told.

It is a plain socket server, because most of what it has to do is what no HTTP library would do.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

Writer = asyncio.StreamWriter


@dataclass
class Received:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


Reply = Callable[[Received, Writer], Awaitable[None]]


@dataclass
class Loopback:
    """Answers each request with the next of `replies`; the last one is kept."""

    replies: list[Reply]
    received: list[Received] = field(default_factory=list[Received])
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            lines = head.decode().split("\r\n")
            headers = {
                name.lower(): value.strip()
                for name, _, value in (line.partition(":") for line in lines[1:] if line)
            }
            raw = await reader.readexactly(int(headers.get("content-length", "0")))
            request = Received(lines[0].split(" ")[1], headers, json.loads(raw))
            self.received.append(request)
            reply = self.replies[min(len(self.received), len(self.replies)) - 1]
            await reply(request, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def loopback(*replies: Reply) -> AsyncGenerator[Loopback]:
    """A provider on a free port for the length of a test."""
    server = Loopback(list(replies))
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()


async def send(
    writer: Writer,
    content: bytes,
    status: str = "200 OK",
    kind: str = "application/json",
    **more: str,
) -> None:
    extra = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items())
    head = f"HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {len(content)}\r\n{extra}"
    writer.write(f"{head}connection: close\r\n\r\n".encode() + content)
    await writer.drain()


def openai_body(request: Received, text: str) -> dict[str, Any]:
    """A chat completion; the text comes the way the request asked for it."""
    message: dict[str, Any] = {"role": "assistant", "content": text}
    if "tools" in request.body:
        name = request.body["tools"][0]["function"]["name"]
        call = {"type": "function", "function": {"name": name, "arguments": text}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


def anthropic_body(request: Received, answer: object) -> dict[str, Any]:
    """A message with the tool use that was asked for."""
    name = request.body["tools"][0]["name"]
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "content": [{"type": "tool_use", "id": "t1", "name": name, "input": answer}],
        "stop_reason": "tool_use",
        "usage": {"input_tokens": 100, "output_tokens": 20},
    }


def bedrock_body(request: Received, answer: object) -> dict[str, Any]:
    """The output of a Converse call."""
    name = request.body["toolConfig"]["tools"][0]["toolSpec"]["name"]
    use = {"toolUse": {"toolUseId": "t1", "name": name, "input": answer}}
    return {
        "output": {"message": {"role": "assistant", "content": [use]}},
        "stopReason": "tool_use",
        "usage": {"inputTokens": 100, "outputTokens": 20, "totalTokens": 120},
    }


def says(answer: object) -> Reply:
    """A good answer in whichever format is asked."""

    async def reply(request: Received, writer: Writer) -> None:
        if request.path.endswith("/chat/completions"):
            body = openai_body(request, json.dumps(answer))
        elif request.path.endswith("/v1/messages"):
            body = anthropic_body(request, answer)
        else:
            body = bedrock_body(request, answer)
        await send(writer, json.dumps(body).encode())

    return reply


def says_text(text: str) -> Reply:
    """The text of an OpenAI answer as it stands."""

    async def reply(request: Received, writer: Writer) -> None:
        await send(writer, json.dumps(openai_body(request, text)).encode())

    return reply


def status(line: str, content: bytes = b'{"error":{"message":"no"}}', **headers: str) -> Reply:
    """An error of HTTP."""

    async def reply(_: Received, writer: Writer) -> None:
        await send(writer, content, line, **headers)

    return reply

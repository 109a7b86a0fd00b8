#!/bin/bash
# Whether nginx answers; the image has no other client. Any status will do: what stands behind nginx
# has health checks of its own.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${HTTP_LISTEN:-8080}"
printf 'GET /healthcheck HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 2 line <&3
[[ $line == HTTP/1.1\ * ]]

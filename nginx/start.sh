#!/bin/sh
# The web container: renders the configuration and becomes nginx.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
"$here/render.sh" "${1:-production}"
exec nginx -e stderr -c "${RUN_DIR:-/run/worksmart}/nginx.conf" -g 'daemon off;'

#!/bin/sh
# Puts the settings into the configuration and checks it: render.sh production|local, then
# `nginx -c $RUN_DIR/nginx.conf`. Every wrong setting is named in one message, exit code 78.
set -eu

kind=${1:?name the configuration: production or local}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

RUN_DIR=${RUN_DIR:-/run/worksmart}
WEB_ROOT=${WEB_ROOT:-/srv/web}
ACME_ROOT=${ACME_ROOT:-/srv/acme}
CSP_FILE=${CSP_FILE:-/etc/worksmart/csp.conf}
ACCESS_LOG=${ACCESS_LOG:-/dev/stdout}
HTTP_LISTEN=${HTTP_LISTEN:-8080}
HTTPS_LISTEN=${HTTPS_LISTEN:-8443}
API_1=${API_1:-}
API_2=${API_2:-}
PUBLIC_ORIGIN=${PUBLIC_ORIGIN:-}
TLS_CERTIFICATE=${TLS_CERTIFICATE:-/run/secrets/tls_certificate}
TLS_KEY=${TLS_KEY:-/run/secrets/tls_key}
STORAGE_ORIGIN=${STORAGE_ORIGIN:-}
CLERK_ISSUER=${CLERK_ISSUER:-}
REAL_IP_FROM=${REAL_IP_FROM:-}

wrong=''
# matches VALUE PATTERN: the whole value, on one line. Only what passes here is written into the
# configuration, so no setting can bring a directive along.
matches() {
  [ "$(printf '%s' "$1" | wc -l)" -eq 0 ] && printf '%s\n' "$1" | grep -Eqx -- "$2"
}
refuse() { wrong="$wrong $1"; }
path='/[A-Za-z0-9._/-]*'
origin='https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?'
upstream='[A-Za-z0-9.-]+:[0-9]{1,5}'
listen='([0-9.]+:)?[0-9]{1,5}'

case "$kind" in
  production | local) ;;
  *) refuse 'The first word has to be production or local.' ;;
esac
while read -r name value; do
  matches "$value" "$path" || refuse "$name: use an absolute path."
done <<PATHS
RUN_DIR $RUN_DIR
WEB_ROOT $WEB_ROOT
ACME_ROOT $ACME_ROOT
CSP_FILE $CSP_FILE
ACCESS_LOG $ACCESS_LOG
TLS_CERTIFICATE $TLS_CERTIFICATE
TLS_KEY $TLS_KEY
PATHS
matches "$API_1" "$upstream" || refuse 'API_1: use host:port of the api.'
[ -z "$API_2" ] || matches "$API_2" "$upstream" || refuse 'API_2: use host:port of the second api.'
matches "$HTTP_LISTEN" "$listen" || refuse 'HTTP_LISTEN: use a port, or address:port.'
matches "$HTTPS_LISTEN" "$listen" || refuse 'HTTPS_LISTEN: use a port, or address:port.'
[ -z "$STORAGE_ORIGIN" ] || matches "$STORAGE_ORIGIN" "$origin" ||
  refuse 'STORAGE_ORIGIN: use an origin like https://bucket.example.com.'
[ -r "$CSP_FILE" ] || refuse "CSP_FILE: $CSP_FILE cannot be read; the web build writes it."
[ -r "$WEB_ROOT/index.html" ] || refuse "WEB_ROOT: there is no index.html in $WEB_ROOT."
if [ "$kind" = production ]; then
  matches "$PUBLIC_ORIGIN" 'https://[a-z0-9.-]+(:[0-9]{1,5})?' ||
    refuse 'PUBLIC_ORIGIN: use the https origin that people open, like https://time.example.com.'
  [ -n "$STORAGE_ORIGIN" ] ||
    refuse 'STORAGE_ORIGIN: name the origin of the bucket, or no page may send a document.'
  matches "$CLERK_ISSUER" 'https://[A-Za-z0-9.-]+' ||
    refuse 'CLERK_ISSUER: use the https address of the sign-in, like https://clerk.example.com.'
  [ -r "$TLS_CERTIFICATE" ] || refuse "TLS_CERTIFICATE: $TLS_CERTIFICATE cannot be read."
  [ -r "$TLS_KEY" ] || refuse "TLS_KEY: $TLS_KEY cannot be read."
fi
[ -z "$REAL_IP_FROM" ] || matches "$REAL_IP_FROM" '[0-9a-fA-F.:/]+(,[0-9a-fA-F.:/]+)*' ||
  refuse 'REAL_IP_FROM: list networks, separated by commas.'

if [ -n "$wrong" ]; then
  echo "The web server does not start:$wrong" >&2
  exit 78
fi

SERVER_NAME=${PUBLIC_ORIGIN#*://}
SERVER_NAME=${SERVER_NAME%%:*}
API_2_LINE=${API_2:+server $API_2 max_fails=3 fail_timeout=1s;}
CSP_STORAGE=${STORAGE_ORIGIN:+ $STORAGE_ORIGIN}
CSP_SIGN_IN=''
CSP_SIGN_IN_FRAME=''
LOCAL_PERSON="\$http_x_user_id"
CONF_DIR=$RUN_DIR/conf
if [ "$kind" = production ]; then
  # The challenge is what Clerk shows to a visitor who may be a robot.
  CSP_SIGN_IN=" $CLERK_ISSUER https://challenges.cloudflare.com"
  CSP_SIGN_IN_FRAME=' https://challenges.cloudflare.com'
  LOCAL_PERSON='""'
fi

mkdir -p "$CONF_DIR"
fill() {
  # None of these values can hold a | or a backslash, as checked above.
  sed -e "s|\${RUN_DIR}|$RUN_DIR|g" -e "s|\${CONF_DIR}|$CONF_DIR|g" \
    -e "s|\${WEB_ROOT}|$WEB_ROOT|g" -e "s|\${ACME_ROOT}|$ACME_ROOT|g" \
    -e "s|\${CSP_FILE}|$CSP_FILE|g" -e "s|\${ACCESS_LOG}|$ACCESS_LOG|g" \
    -e "s|\${HTTP_LISTEN}|$HTTP_LISTEN|g" -e "s|\${HTTPS_LISTEN}|$HTTPS_LISTEN|g" \
    -e "s|\${PUBLIC_ORIGIN}|$PUBLIC_ORIGIN|g" -e "s|\${SERVER_NAME}|$SERVER_NAME|g" \
    -e "s|\${API_1}|$API_1|g" -e "s|\${API_2_LINE}|$API_2_LINE|g" \
    -e "s|\${TLS_CERTIFICATE}|$TLS_CERTIFICATE|g" -e "s|\${TLS_KEY}|$TLS_KEY|g" \
    -e "s|\${CSP_STORAGE}|$CSP_STORAGE|g" -e "s|\${CSP_SIGN_IN}|$CSP_SIGN_IN|g" \
    -e "s|\${CSP_SIGN_IN_FRAME}|$CSP_SIGN_IN_FRAME|g" -e "s|\${LOCAL_PERSON}|$LOCAL_PERSON|g" "$1"
}
for file in common security-headers problems bundle api proxy; do
  fill "$here/$file.conf" >"$CONF_DIR/$file.conf"
done
fill "$here/$kind.conf.template" >"$RUN_DIR/nginx.conf"

# Behind a load balancer the visitor's address stands in a header, which only it may set.
: >"$RUN_DIR/real-ip.conf"
if [ -n "$REAL_IP_FROM" ]; then
  {
    printf '%s\n' "$REAL_IP_FROM" | tr ',' '\n' | sed 's|.*|set_real_ip_from &;|'
    echo 'real_ip_header X-Forwarded-For;'
    echo 'real_ip_recursive on;'
  } >"$RUN_DIR/real-ip.conf"
fi

nginx -e stderr -t -q -c "$RUN_DIR/nginx.conf"

#!/usr/bin/env bash
# Brings a version up on the server it runs on, and goes back by itself when the new one does not
# answer. Versions are commits; the images of both must be in the registry.
#
#   deploy.sh --image-tag COMMIT                 the app: migrate, then one part after the other
#   deploy.sh --image-tag COMMIT --no-migrate    an older version by name; the schema stays as it is
#   deploy.sh --inference-tag COMMIT             the inference service, on its own cadence
#
# Exit codes: 0 the version serves, 1 it does not and the one before serves again (or nothing was
# changed), 2 wrong use, 3 neither serves, 75 another deploy is at work.
set -euo pipefail
umask 077

dir=${WORKSMART_DIR:-/srv/worksmart}
ready_seconds=${READY_SECONDS:-120}
# nginx leaves a replica alone for a second after it was away; see max_fails in its configuration.
settle_seconds=${SETTLE_SECONDS:-3}
# It loads its model first.
inference_seconds=${INFERENCE_SECONDS:-300}

say() { printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*"; }
fail_usage() {
  echo "deploy.sh: $1" >&2
  exit 2
}

# A commit and nothing else: whatever this word holds, it goes no further when it does not fit.
is_commit() { [[ $1 =~ ^[0-9a-f]{40}$ ]]; }

image_tag=''
inference_tag=''
migrate=1
while [ $# -gt 0 ]; do
  case "$1" in
    --image-tag)
      image_tag=${2:-}
      is_commit "$image_tag" || fail_usage '--image-tag needs a commit, 40 hexadecimal digits.'
      shift 2
      ;;
    --inference-tag)
      inference_tag=${2:-}
      is_commit "$inference_tag" || fail_usage '--inference-tag needs a commit, 40 hexadecimal digits.'
      shift 2
      ;;
    --no-migrate)
      migrate=0
      shift
      ;;
    *) fail_usage 'use --image-tag COMMIT, --inference-tag COMMIT or both.' ;;
  esac
done
[ -n "$image_tag$inference_tag" ] || fail_usage 'use --image-tag COMMIT, --inference-tag COMMIT or both.'

cd "$dir"
exec 9>deploy.lock
if ! flock -n 9; then
  echo 'deploy.sh: another deploy is at work.' >&2
  exit 75
fi

# One line of .env, which is read and never run.
setting() { sed -n "s/^$1=//p" .env | tail -n 1; }
registry=$(setting REGISTRY)
origin=$(setting PUBLIC_ORIGIN)
[[ $registry =~ ^[a-z0-9.:/-]+$ ]] || fail_usage 'REGISTRY is missing in .env.'
[[ $origin =~ ^https://([a-z0-9.-]+)(:[0-9]+)?$ ]] || fail_usage 'PUBLIC_ORIGIN is missing in .env.'
host=${BASH_REMATCH[1]}
port=${BASH_REMATCH[2]:-:443}

read_state() { if [ -f "$1" ]; then cat "$1"; fi; }
# A rename appears whole or not at all, also when the power goes.
write_state() {
  printf '%s\n' "$2" >"$1.new"
  mv "$1.new" "$1"
}

current=$(read_state current)
current_inference=$(read_state current-inference)
if [ -f deploying ]; then
  say "The deploy of $(cat deploying) was cut off. The last version that served is ${current:-none}."
fi

# The compose file that belongs to a version comes with its image.
compose() {
  local tag=$1
  shift
  IMAGE_TAG=$tag INFERENCE_TAG=${inference_now:-none} \
    docker compose --project-directory "$dir" --env-file "$dir/.env" \
    -f "$dir/releases/$tag/docker-compose.prod.yml" "$@"
}

# bash forgets `set -e` inside a function that is asked with `if` or `||`, so each step says for itself
# what follows from its failure.
fetch_release() {
  local tag=$1 container
  docker pull -q "$registry/worksmart-api:$tag" || return 1
  docker pull -q "$registry/worksmart-web:$tag" || return 1
  mkdir -p "releases/$tag.new" || return 1
  container=$(docker create "$registry/worksmart-web:$tag") || return 1
  docker cp "$container:/etc/worksmart/host/." "releases/$tag.new" || return 1
  docker rm "$container" >/dev/null || return 1
  rm -rf "releases/${tag:?}"
  mv "releases/$tag.new" "releases/$tag"
}

wait_healthy() {
  local tag=$1 service=$2 limit=$3 id status='' waited=0
  while [ "$waited" -lt "$limit" ]; do
    id=$(compose "$tag" ps -q "$service")
    if [ -n "$id" ]; then
      status=$(docker inspect --format '{{if .State.Health}}{{.State.Health.Status}}{{end}}' "$id")
      if [ "$status" = healthy ]; then return 0; fi
    fi
    sleep 1
    waited=$((waited + 1))
  done
  say "$service is not healthy after $limit seconds (${status:-not running})."
  return 1
}

# One replica after the other, so that somebody always answers; then everything else.
roll() {
  local tag=$1 service
  for service in api-1 api-2; do
    say "$service: $tag"
    compose "$tag" up -d --no-deps "$service" || return 1
    wait_healthy "$tag" "$service" "$ready_seconds" || return 1
    sleep "$settle_seconds"
  done
  compose "$tag" up -d --no-deps worker cron || return 1
  say "web: $tag"
  compose "$tag" up -d --no-deps web || return 1
  wait_healthy "$tag" web "$ready_seconds"
}

# What people get: through nginx and TLS, this version, with sign-in.
verify() {
  local tag=$1 answer='' attempt
  for attempt in 1 2 3 4 5; do
    answer=$(curl -sS --max-time 5 --resolve "$host$port:127.0.0.1" "$origin/api/health/ready" || true)
    if [[ $answer == *'"version":"'"$tag"'"'* && $answer == *'"mode":"clerk"'* &&
      $answer =~ \"status\":\"(ok|degraded)\" ]]; then return 0; fi
    [ "$attempt" = 5 ] || sleep 1
  done
  say "The server does not answer as $tag with sign-in: ${answer:0:200}"
  return 1
}

go_back() {
  trap '' INT TERM HUP
  if [ -z "$current" ]; then
    say 'There is no version to go back to.'
    exit 3
  fi
  say "Going back to $current."
  if roll "$current" && verify "$current"; then
    rm -f deploying
    say "$current serves again."
    exit 1
  fi
  say "$current does not answer either. Somebody has to look: docs/operations.md, incidents."
  exit 3
}

go_back_inference() {
  trap '' INT TERM HUP
  inference_now=$current_inference
  rm -f deploying
  if [ -z "$current_inference" ]; then
    say 'There is no inference service to go back to; the app works without.'
    compose "$current" --profile inference stop inference
    exit 1
  fi
  say "Going back to the inference service $current_inference."
  compose "$current" --profile inference up -d --no-deps inference
  wait_healthy "$current" inference "$inference_seconds" || exit 3
  say "The inference service $current_inference serves again."
  exit 1
}

if [[ $registry =~ ^[0-9]+\.dkr\.ecr\.([a-z0-9-]+)\. ]]; then
  aws ecr get-login-password --region "${BASH_REMATCH[1]}" |
    docker login --username AWS --password-stdin "$registry"
fi

inference_now=$current_inference
write_state deploying "$image_tag${inference_tag:+ inference $inference_tag}"

if [ -n "$image_tag" ]; then
  # Until here and until the migration is done, nothing that serves was touched.
  if ! fetch_release "$image_tag"; then
    rm -f deploying
    say "The images of $image_tag cannot be fetched. Nothing was changed."
    exit 1
  fi
  if ! compose "$image_tag" config -q; then
    rm -f deploying
    say "The settings do not fit $image_tag. Nothing was changed."
    exit 1
  fi
  if ! compose "$image_tag" up -d --no-recreate postgres ||
    ! wait_healthy "$image_tag" postgres "$ready_seconds"; then
    rm -f deploying
    say 'The database does not run. Nothing was changed.'
    exit 1
  fi
  if [ "$migrate" = 1 ] && ! compose "$image_tag" run --rm --no-deps api-migrate; then
    rm -f deploying
    say 'The migration failed. The version before goes on.'
    exit 1
  fi
  trap 'say "Stopped in the middle."; go_back' INT TERM HUP
  roll "$image_tag" || go_back
  verify "$image_tag" || go_back
  trap - INT TERM HUP
  if [ -n "$current" ] && [ "$current" != "$image_tag" ]; then write_state previous "$current"; fi
  write_state current "$image_tag"
  current=$image_tag
  say "$image_tag serves."
fi

if [ -n "$inference_tag" ]; then
  if [ -z "$current" ]; then
    rm -f deploying
    fail_usage 'deploy the app first.'
  fi
  if ! docker pull -q "$registry/worksmart-inference:$inference_tag"; then
    rm -f deploying
    say "The image of $inference_tag cannot be fetched. Nothing was changed."
    exit 1
  fi
  trap 'say "Stopped in the middle."; go_back_inference' INT TERM HUP
  inference_now=$inference_tag
  compose "$current" --profile inference up -d --no-deps inference || go_back_inference
  wait_healthy "$current" inference "$inference_seconds" || go_back_inference
  trap - INT TERM HUP
  write_state current-inference "$inference_tag"
  say "The inference service $inference_tag serves."
fi

rm -f deploying
# The script of the next deploy is the one that came with this version.
if [ -n "$image_tag" ] && [ -f "releases/$image_tag/deploy.sh" ]; then
  install -m 0755 "releases/$image_tag/deploy.sh" deploy.sh.new && mv deploy.sh.new deploy.sh
fi
# Versions of the last weeks stay, so that going back needs no registry.
docker image prune -af --filter until=504h >/dev/null || true
find releases -mindepth 1 -maxdepth 1 -type d -mtime +60 ! -name "$current" \
  ! -name "$(read_state previous)" -exec rm -rf {} + || true

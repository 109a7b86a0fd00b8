#!/usr/bin/env bash
# Sends the one command that the deploy role may send, and ends as it ended on the host:
#   INSTANCE=i-… DOCUMENT=… send-deploy.sh ImageTag=COMMIT [Migrate=no] | InferenceTag=COMMIT
set -euo pipefail

parameters=''
for pair in "$@"; do
  [[ $pair =~ ^(ImageTag=[0-9a-f]{40}|InferenceTag=[0-9a-f]{40}|Migrate=(yes|no))$ ]] || {
    echo "send-deploy.sh: ${pair@Q} is not a parameter of the deploy." >&2
    exit 2
  }
  parameters="$parameters${parameters:+,}$pair"
done
[ -n "$parameters" ] || {
  echo 'send-deploy.sh: name ImageTag or InferenceTag.' >&2
  exit 2
}

command=$(aws ssm send-command --document-name "$DOCUMENT" --instance-ids "$INSTANCE" \
  --parameters "$parameters" --query Command.CommandId --output text)
status=Pending
for _ in $(seq 1 "${POLLS:-150}"); do
  status=$(aws ssm get-command-invocation --command-id "$command" --instance-id "$INSTANCE" \
    --query Status --output text 2>/dev/null || echo Pending)
  case "$status" in
    Pending | InProgress | Delayed) sleep "${POLL_SECONDS:-10}" ;;
    *) break ;;
  esac
done
aws ssm get-command-invocation --command-id "$command" --instance-id "$INSTANCE" \
  --query '[StandardOutputContent,StandardErrorContent]' --output text || true
echo "The host says: $status"
[ "$status" = Success ]

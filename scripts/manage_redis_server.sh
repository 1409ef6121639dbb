#!/usr/bin/env bash
# Summary: Starts, stops, restarts or looks at one redis-server on this host, without losing its data.
# Usage: manage_redis_server.sh [OPTIONS] ACTION CONFIG_FILE PID_FILE [PORT] [PASSWORD]

set -euo pipefail

KIND=server
TITLE="redis-server"
DEFAULT_PORT=6379
SHUTDOWN_OPTION=" SAVE"

# shellcheck source=common_env.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/common_env.sh"

print_kind_help() {
  cat <<'HELP'

  --allow-unproven-persistence
      restart a master even if its data may not come back. A master that comes back empty empties its replicas.

A stop is SHUTDOWN SAVE. If saving fails the server stays up. A restart of a master is refused unless save points or the
append-only file are configured, the last save or write succeeded, and the config leads to the same files.

HELP
}

accept_arguments "$@"
# Not before: a password argument must not reach the trace.
[[ -n "${TRACE:-}" ]] && set -x
SERVER_COMMAND=(redis-server "$CONFIG_FILE")
run_action

#!/usr/bin/env bash
# Summary: Starts, stops, restarts or looks at one Redis Sentinel on this host.
# Usage: manage_sentinel.sh [OPTIONS] ACTION CONFIG_FILE PID_FILE [PORT] [PASSWORD]

set -euo pipefail

KIND=sentinel
TITLE="Sentinel"
DEFAULT_PORT=26379
SHUTDOWN_OPTION=""

# shellcheck source=common_env.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/common_env.sh"

print_kind_help() {
  cat <<'HELP'

A Sentinel has no data to save, so a stop is SHUTDOWN without SAVE. It rewrites its config file while it runs; the file
and its directory must be writable for it.

HELP
}

accept_arguments "$@"
# Not before: a password argument must not reach the trace.
[[ -n "${TRACE:-}" ]] && set -x
if command -v redis-sentinel >/dev/null 2>&1; then
  SERVER_COMMAND=(redis-sentinel "$CONFIG_FILE")
else
  SERVER_COMMAND=(redis-server "$CONFIG_FILE" --sentinel)
fi
run_action

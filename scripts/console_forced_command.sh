#!/usr/bin/env bash
# Summary: The one command that the console's ssh key may run on this host: a lifecycle script for a listed process.
# Usage: restrict,command="/opt/redis-console/scripts/console_forced_command.sh LIST_FILE" KEY in authorized_keys

set -euo pipefail

KIND=server

# shellcheck source=common_env.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/common_env.sh"

print_forced_help() {
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
  cat <<'HELP'

LIST_FILE names the processes that may be managed, one a line, and nobody but its owner may write to it:

  server   /etc/redis/redis-6379.conf  /run/redis-6379/redis.pid
  sentinel /etc/redis/sentinel-26379.conf  /run/redis-sentinel-26379/sentinel.pid

What the console asks for is taken from SSH_ORIGINAL_COMMAND, a password from the first line of stdin. Accepted are
manage_redis_server.sh and manage_sentinel.sh with --json, --timeout and --user, an action, a listed config file with
its PID file, and a port. Everything else is refused with status 64, and nothing is run.
HELP
}

refuse() {
  finish usage "Refused: $1"
}

split_request() {
  local request=${SSH_ORIGINAL_COMMAND:-}
  ((${#request} > 0 && ${#request} < 4096)) || refuse "this key runs lifecycle scripts and nothing else."
  [[ $request =~ ^[A-Za-z0-9_./:@+=,\ -]+$ ]] || refuse "the request holds a character that it must not."
  read -ra WORDS <<<"$request"
}

accept_words() {
  case ${WORDS[0]} in
    manage_redis_server.sh) KIND=server ;;
    manage_sentinel.sh) KIND=sentinel ;;
    *) refuse "there is no such script." ;;
  esac
  local at=1
  while [[ ${WORDS[at]:-} == -* ]]; do
    case ${WORDS[at]} in
      --json) at=$((at + 1)) ;;
      --timeout | --user) at=$((at + 2)) ;;
      *) refuse "there is no such option here." ;;
    esac
  done
  local -a rest=("${WORDS[@]:at}")
  ((${#rest[@]} == 3 || ${#rest[@]} == 4)) || refuse "an action, a config file, a PID file and perhaps a port are needed."
  ACTION=${rest[0]}
  CONFIG_FILE=${rest[1]}
  PID_FILE=${rest[2]}
}

is_listed() {
  local kind config_file pid_file rest
  while read -r kind config_file pid_file rest; do
    if [[ $kind == "$KIND" && $config_file == "$CONFIG_FILE" && $pid_file == "$PID_FILE" && -z $rest ]]; then return 0; fi
  done <"$LIST_FILE"
  return 1
}

read_password() {
  PASSWORD=""
  IFS= read -r -t 10 -n 4096 PASSWORD || true
}

# Nothing of the ssh session's environment reaches the script.
run_script() {
  local script=$SCRIPTS_DIRECTORY/${WORDS[0]} name
  while IFS= read -r name; do
    unset -v "$name" 2>/dev/null || true
  done < <(compgen -e)
  export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
  if [[ -n $PASSWORD ]]; then export REDISCLI_AUTH="$PASSWORD"; fi
  exec "$script" "${WORDS[@]:1}" </dev/null
}

JSON_OUTPUT=yes
if [[ ${1:-} == --help ]]; then
  print_forced_help
  exit 0
fi
(($# == 1)) || refuse "LIST_FILE is needed, and nothing else."
LIST_FILE=$1
check_path_words LIST_FILE "$LIST_FILE"
check_file LIST_FILE "$LIST_FILE"
if ((8#$(stat -c %a -- "$LIST_FILE") & 8#020)); then refuse "$LIST_FILE is writable by its group."; fi
check_directory LIST_FILE "$(dirname -- "$LIST_FILE")"
split_request
accept_words
is_listed || refuse "that process is not listed in $LIST_FILE."
read_password
run_script

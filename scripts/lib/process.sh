#!/usr/bin/env bash
# Summary: Tells whether a PID is the server's own before anything is done to it.
# Usage: source common_env.sh

# read_process PID: its start in clock ticks since boot, in PROCESS_START; fails for one that is gone or a zombie.
read_process() {
  local stat
  local -a fields
  PROCESS_START=""
  { IFS= read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  # The name in brackets may itself contain spaces and brackets.
  read -ra fields <<<"${stat##*) }"
  [[ ${fields[0]} != [ZX] ]] || return 1
  PROCESS_START=${fields[19]}
}

is_same_process() {
  read_process "$1" && [[ $PROCESS_START == "$2" ]]
}

is_redis_process() {
  local executable
  if executable=$(readlink "/proc/$1/exe" 2>/dev/null); then
    # After a package upgrade the running file is a deleted one.
    executable=${executable% (deleted)}
    [[ $executable == "$SERVER_EXECUTABLE" ]] && return
  else
    { IFS= read -r executable <"/proc/$1/comm"; } 2>/dev/null || return 1
  fi
  # Debian's redis-server and redis-sentinel are links to redis-check-rdb.
  case ${executable##*/} in
    redis-server | redis-sentinel | redis-check-rdb | valkey-server | valkey-sentinel | valkey-check-rdb) return 0 ;;
    *) return 1 ;;
  esac
}

# A process that began after the PID file was written has only inherited the number. Two seconds for rounding.
began_before_pid_file() {
  local key boot ticks written
  while read -r key boot; do
    if [[ $key == btime ]]; then break; fi
  done </proc/stat
  ticks=$(getconf CLK_TCK)
  written=$(stat -c %Y -- "$PID_FILE") || return 1
  ((boot + PROCESS_START / ticks <= written + 2))
}

# Sets PID_FILE_STATE to none, invalid, dead, foreign or plausible, and PID_FILE_PID.
read_pid_file() {
  local content="" rest=""
  PID_FILE_STATE=none
  PID_FILE_PID=""
  [[ -f $PID_FILE && ! -L $PID_FILE ]] || return 0
  PID_FILE_STATE=invalid
  {
    IFS= read -r -n 32 content || true
    IFS= read -r -n 32 rest || true
  } <"$PID_FILE"
  [[ $content =~ ^[1-9][0-9]{0,6}$ && -z $rest ]] || return 0
  PID_FILE_PID=$content
  PID_FILE_STATE=dead
  read_process "$PID_FILE_PID" || return 0
  PID_FILE_STATE=foreign
  if ((PID_FILE_PID > 1 && PID_FILE_PID != $$ && PID_FILE_PID != PPID)) \
    && is_redis_process "$PID_FILE_PID" && began_before_pid_file; then
    PID_FILE_STATE=plausible
  fi
}

remove_stale_pid_file() {
  [[ $PID_FILE_STATE != none ]] || return 0
  log_info "Removing the stale PID file $PID_FILE ($1)."
  rm -f -- "$PID_FILE" || finish unsafe_path "The stale PID file $PID_FILE cannot be removed."
}

# send_term PID START: the process was proven to be the server by its own INFO just before.
send_term() {
  if is_same_process "$1" "$2" && is_redis_process "$1"; then
    kill -TERM "$1" 2>/dev/null || finish shutdown_refused "PID $1 belongs to another user, so it was not signalled."
  fi
}

declare -a RUN_AS=()

# A server that root restarts must not come back as root, with files that its own user cannot write.
keep_owner() {
  local owner group
  owner=$(stat -c %u "/proc/$SERVER_PID") && group=$(stat -c %g "/proc/$SERVER_PID") || return 0
  if ((owner == EUID)); then return; fi
  ((EUID == 0)) || finish password_refused "$TITLE runs as user id $owner; restart it as that user or as root."
  check_command_exists setpriv
  RUN_AS=(setpriv --reuid "$owner" --regid "$group" --init-groups --)
}

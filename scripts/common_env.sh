#!/usr/bin/env bash
# Summary: Environment, log lines, exit statuses and paths that the lifecycle scripts share.
# Usage: source common_env.sh

REDIS_CLI_PATH=$(command -v redis-cli || echo "/usr/local/bin/redis-cli")
DEFAULT_REDIS_HOST="127.0.0.1"

# Statuses 0 to 4 are the Linux Standard Base's answers to "status", 64 to 78 come from sysexits.h.
declare -A EXIT_STATUS=(
  [done]=0
  [dead]=1
  [stopped]=3
  [unknown]=4
  [start_failed]=20
  [address_taken]=21
  [foreign_pid]=22
  [unsafe_path]=23
  [still_loading]=24
  [save_failed]=25
  [persistence_unproven]=26
  [locked]=27
  [shutdown_refused]=28
  [usage]=64
  [config_missing]=66
  [tool_missing]=69
  [timed_out]=75
  [password_refused]=77
  [config_refused]=78
)

exit_status_table() {
  cat <<'TABLE'
Exit status:
   0  done; for status: it runs (or is loading its data, which the message says)
   1  status only: it does not run, and a PID file was left behind
   3  status only: it does not run
   4  status only: unknown (it does not answer, refuses the password, or another server answers)
  20  it ended while starting, for a reason other than those below
  21  another process has its address
  22  the PID file names a process that is not it; nothing was signalled
  23  a path is refused: not absolute, a symbolic link, not a regular file, or writable by everyone
  24  it is still loading its data; it was left running
  25  it could not save its data, so it stays up; nothing was killed
  26  restart refused: it is a master whose data is not proven to come back
  27  another run of this script is working on it
  28  it refused to shut down for a reason other than saving; nothing was killed
  64  wrong arguments
  66  the config file is missing or cannot be read
  69  a tool is missing
  75  timed out: the outcome is unknown, ask for status
  77  it refuses the password, or the user's rights are too few
  78  it refuses the config file; its own words are shown
TABLE
}

JSON_OUTPUT=""
declare -A FACTS=([state]=unknown)
declare -a SERVER_WORDS=()

# Whoever listens may be gone, and that must not end a restart between its stop and its start.
say() {
  trap '' PIPE
  printf '%s\n' "$1" 2>/dev/null || true
  trap - PIPE
}

# In JSON mode stdout belongs to the one object, so the lines for people move to stderr.
log_info() {
  local LC_ALL=C line
  printf -v line '[INFO] %(%Y-%m-%d %H:%M:%S)T - %s' -1 "${1//[[:cntrl:]]/?}"
  if [[ -n $JSON_OUTPUT ]]; then say "$line" >&2; else say "$line"; fi
}

log_error() {
  local LC_ALL=C line
  printf -v line '[ERROR] %(%Y-%m-%d %H:%M:%S)T - %s' -1 "${1//[[:cntrl:]]/?}"
  say "$line" >&2
}

check_command_exists() {
  command -v "$1" >/dev/null 2>&1 \
    || finish tool_missing "Command '$1' not found. Please install it or check PATH."
}

json_string() {
  local LC_ALL=C text=${1//\\/\\\\}
  text=${text//\"/\\\"}
  printf '"%s"' "${text//[[:cntrl:]]/?}"
}

json_object() {
  local outcome=$1 message=$2 name word separator=""
  printf '{"action":%s,"kind":%s,"outcome":%s,"exitStatus":%d,"message":%s' "$(json_string "$ACTION")" \
    "$(json_string "$KIND")" "$(json_string "$outcome")" "${EXIT_STATUS[$outcome]}" "$(json_string "$message")"
  printf ',"configFile":%s,"pidFile":%s' "$(json_string "$CONFIG_FILE")" "$(json_string "$PID_FILE")"
  for name in state address pid runId previousRunId role version uptimeSeconds connectedReplicas dataKind dataFile dataBytes \
    dataAgeSeconds dataHistory dataOffset durationMs; do
    [[ -n ${FACTS[$name]:-} ]] || continue
    if [[ ${FACTS[$name]} =~ ^(0|[1-9][0-9]{0,14})$ && $name != *[rR]unId ]]; then
      printf ',"%s":%s' "$name" "${FACTS[$name]}"
    else
      printf ',"%s":%s' "$name" "$(json_string "${FACTS[$name]}")"
    fi
  done
  printf ',"serverWords":['
  for word in "${SERVER_WORDS[@]}"; do
    printf '%s%s' "$separator" "$(json_string "$word")"
    separator=,
  done
  printf ']}\n'
}

# Says what came of it, once, and ends the script. Never call it inside $(...): that would end only the subshell.
finish() {
  local outcome=$1 message=$2 word
  HAS_FINISHED=yes
  case $outcome in
    "done" | dead | stopped | unknown) log_info "$message" ;;
    *) log_error "$message" ;;
  esac
  for word in "${SERVER_WORDS[@]}"; do log_error "server: $word"; done
  clock
  FACTS["durationMs"]=$(((CLOCK - CLOCK_AT_START) * 10))
  if [[ -n $JSON_OUTPUT ]]; then json_object "$outcome" "$message"; fi
  exit "${EXIT_STATUS[$outcome]}"
}

# Hundredths of a second since boot: the wall clock can jump.
clock() {
  read -r CLOCK _ </proc/uptime
  CLOCK=$((10#${CLOCK/./}))
}
clock
CLOCK_AT_START=$CLOCK

# seconds_left DEADLINE: whole seconds, at least one, for a tool's own time limit.
seconds_left() {
  clock
  SECONDS_LEFT=$((($1 - CLOCK) / 100))
  if ((SECONDS_LEFT < 1)); then SECONDS_LEFT=1; fi
}

WORK_DIRECTORY=""
WORDS_READER=""
HAS_FINISHED=""
clean_up() {
  local status=$?
  # The started server may hold the pipe's other end for ever, and the reader would wait as long.
  if [[ -n $WORDS_READER ]]; then kill "$WORDS_READER" 2>/dev/null || true; fi
  if [[ -n $WORK_DIRECTORY ]]; then rm -rf -- "$WORK_DIRECTORY"; fi
  # 1 is bash's word for an error of the script itself, and must not be read as "it does not run".
  if [[ $status == 1 && -z $HAS_FINISHED ]]; then exit "${EXIT_STATUS[unknown]}"; fi
}
trap clean_up EXIT
heed_signals() {
  trap 'finish timed_out "Interrupted; the outcome is unknown, ask for status."' HUP INT TERM
}
heed_signals

# Before a restart stops anything: without it nothing could be started again.
make_pipe() {
  [[ -z $WORK_DIRECTORY ]] || return 0
  if ! WORK_DIRECTORY=$(mktemp -d 2>/dev/null) || ! mkfifo -m 600 "$WORK_DIRECTORY/pipe" 2>/dev/null; then
    finish start_failed "There is no place for temporary files in ${TMPDIR:-/tmp}; nothing was stopped or started."
  fi
}

SCRIPTS_DIRECTORY=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
# shellcheck source=lib/arguments.sh
source "$SCRIPTS_DIRECTORY/lib/arguments.sh"
# shellcheck source=lib/paths.sh
source "$SCRIPTS_DIRECTORY/lib/paths.sh"
# shellcheck source=lib/config.sh
source "$SCRIPTS_DIRECTORY/lib/config.sh"
# shellcheck source=lib/process.sh
source "$SCRIPTS_DIRECTORY/lib/process.sh"
# shellcheck source=lib/connection.sh
source "$SCRIPTS_DIRECTORY/lib/connection.sh"
# shellcheck source=lib/words.sh
source "$SCRIPTS_DIRECTORY/lib/words.sh"
# shellcheck source=lib/persistence.sh
source "$SCRIPTS_DIRECTORY/lib/persistence.sh"
# shellcheck source=lib/data_files.sh
source "$SCRIPTS_DIRECTORY/lib/data_files.sh"
# shellcheck source=lib/actions.sh
source "$SCRIPTS_DIRECTORY/lib/actions.sh"

#!/usr/bin/env bash
# Summary: Reads and checks the command line of a lifecycle script.
# Usage: source common_env.sh

ACTION=""
CONFIG_FILE=""
PID_FILE=""
PORT_ARGUMENT=""
PASSWORD=""
USER_NAME=""
TIMEOUT_SECONDS=""
ALLOW_UNPROVEN=""

print_help() {
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0"
  cat <<'HELP'

Actions: start, stop, restart, status.

  CONFIG_FILE  absolute path of the config file. Port, bind address, unix socket, TLS files, ACL user and pidfile are
               read from it, its include files and its aclfile. A relative or missing "dir" counts from its directory.
  PID_FILE     absolute path of the PID file; it wins over the config's pidfile
  PORT         the port; must be the config's own, and is handed to the process when the config names none
  PASSWORD     the password. Better: REDISCLI_AUTH in the environment, since other users of the host may read a
               command line until the script has taken the password off it. With neither, the config's own is used.

Options, before ACTION:
  --json             one JSON object on stdout; the lines for people go to stderr
  --user NAME        the ACL user; otherwise default, or, where the config switches default off, its first user that
                     may run SHUTDOWN
  --timeout SECONDS  how long a start or a stop may take each (1 to 3600); otherwise 60, and for a stop at least
                     shutdown-timeout + 30
  --help             this text

The process is started in the background whatever the config says of "daemonize", and never killed: a stop is SHUTDOWN,
or SIGTERM where SHUTDOWN is not allowed, and one that would lose data is reported instead. Before a signal, the PID
must belong to this server by its executable, its start time and its own process_id and config_file.
HELP
  print_kind_help
  exit_status_table
}

usage_error() {
  finish usage "$1 See --help."
}

require_value() {
  (($2 >= 2)) || usage_error "$1 needs a value."
}

accept_option() {
  case $1 in
    --json) JSON_OUTPUT=yes ;;
    --allow-unproven-persistence)
      [[ $KIND == server ]] || usage_error "A Sentinel has no data, so $1 means nothing to it."
      ALLOW_UNPROVEN=yes
      ;;
    --user)
      [[ ${2:-} =~ ^[A-Za-z0-9_.@:][A-Za-z0-9_.@:-]{0,127}$ ]] \
        || usage_error "--user takes letters, digits and _ . @ : - (not first)."
      USER_NAME=$2
      ;;
    --timeout)
      if [[ ! ${2:-} =~ ^[1-9][0-9]{0,3}$ ]] || (($2 > 3600)); then usage_error "--timeout takes 1 to 3600 seconds."; fi
      TIMEOUT_SECONDS=$2
      ;;
    *) usage_error "There is no option ${1:0:60}." ;;
  esac
}

accept_port() {
  [[ -z $1 ]] && return
  if [[ ! $1 =~ ^[0-9]{1,5}$ ]] || ((10#$1 < 1 || 10#$1 > 65535)); then
    usage_error "PORT must be a number from 1 to 65535."
  fi
  PORT_ARGUMENT=$((10#$1))
}

accept_arguments() {
  local -a options=()
  while [[ ${1:-} == -* ]]; do
    case $1 in
      --help | -h)
        print_help
        exit 0
        ;;
      --user | --timeout)
        require_value "$1" "$#"
        accept_option "$1" "$2"
        options+=("$1" "$2")
        shift 2
        ;;
      *)
        accept_option "$1"
        options+=("$1")
        shift
        ;;
    esac
  done
  (($# >= 3 && $# <= 5)) || usage_error "ACTION, CONFIG_FILE and PID_FILE are needed; PORT and PASSWORD may follow."
  case $1 in
    start | stop | restart | status) ACTION=$1 ;;
    *) usage_error "ACTION must be start, stop, restart or status." ;;
  esac
  accept_port "${4:-}"
  accept_password "${5:-${REDISCLI_AUTH:-}}"
  if (($# == 5)); then leave_command_line "${options[@]}" "${@:1:4}"; fi
  check_config_path "$2"
  check_pid_path "$3"
}

accept_password() {
  PASSWORD=$1
  [[ $PASSWORD != *$'\n'* ]] || usage_error "The password must not contain a line break."
  # From here on only redis-cli is given it, by its own environment.
  unset REDISCLI_AUTH
}

# Other users of the host can read a command line, so the script starts itself anew without the password on it.
leave_command_line() {
  if [[ -n $PASSWORD ]]; then export REDISCLI_AUTH="$PASSWORD"; fi
  exec "$BASH" "$0" "$@"
}

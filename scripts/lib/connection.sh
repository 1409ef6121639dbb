#!/usr/bin/env bash
# Summary: Talks to the instance and says what it is.
# Usage: source common_env.sh

declare -A INFO=()
declare -a CONNECTION=()

# The first address of "bind" that this host can call; a wildcard is called by loopback.
choose_host() {
  local address chosen=""
  local -a addresses
  config bind "*"
  read -ra addresses <<<"$VALUE"
  for address in "${addresses[@]}"; do
    address=${address#-}
    case $address in
      "*" | 0.0.0.0) address=$DEFAULT_REDIS_HOST ;;
      :: | "::*") address=::1 ;;
    esac
    if [[ $address == "$DEFAULT_REDIS_HOST" ]]; then chosen=$address; fi
    chosen=${chosen:-$address}
  done
  HOST=${chosen:-$DEFAULT_REDIS_HOST}
}

add_tls_options() {
  CONNECTION+=(--tls)
  config tls-ca-cert-file ""
  absolute_path "$VALUE"
  if [[ -n $VALUE ]]; then CONNECTION+=(--cacert "$VALUE"); fi
  config tls-ca-cert-dir ""
  absolute_path "$VALUE"
  if [[ -n $VALUE ]]; then CONNECTION+=(--cacertdir "$VALUE"); fi
  config tls-auth-clients yes
  [[ $VALUE != no ]] || return 0
  local certificate key
  config tls-cert-file ""
  config tls-client-cert-file "$VALUE"
  absolute_path "$VALUE"
  certificate=$VALUE
  config tls-key-file ""
  config tls-client-key-file "$VALUE"
  absolute_path "$VALUE"
  key=$VALUE
  if [[ -n $certificate && -n $key ]]; then CONNECTION+=(--cert "$certificate" --key "$key"); fi
}

choose_connection() {
  local plain_port tls_port port
  config port "${PORT_ARGUMENT:-$DEFAULT_PORT}"
  plain_port=$VALUE
  config tls-port 0
  tls_port=$VALUE
  config unixsocket ""
  absolute_path "$VALUE"
  [[ $plain_port =~ ^[0-9]{1,5}$ && $tls_port =~ ^[0-9]{1,5}$ ]] \
    || finish config_refused "The config's port or tls-port is not a number."
  port=${PORT_ARGUMENT:-$((plain_port > 0 ? plain_port : tls_port))}
  if ((port == 0)); then
    [[ -n $VALUE ]] || finish config_refused "The config opens no port and no unix socket."
    CONNECTION=(-s "$VALUE")
    FACTS["address"]=$VALUE
  else
    ((port == plain_port || port == tls_port)) \
      || usage_error "PORT is $port, but the config says port $plain_port and tls-port $tls_port."
    choose_host
    CONNECTION=(-h "$HOST" -p "$port")
    FACTS["address"]=$HOST:$port
    if ((port != plain_port)); then add_tls_options; fi
  fi
  if [[ -n $USER_NAME ]]; then CONNECTION+=(--user "$USER_NAME"); fi
}

is_disabled() {
  local name=${1,,}
  [[ -n ${RENAMED[$name]+set} && -z ${RENAMED[$name]} ]]
}

# ask SECONDS COMMAND...: one line a command, each under the name that the config gave it; the replies are in REPLY.
# By stdin, since a renamed command is a secret too.
ask() {
  local - seconds=$1 name
  set +x
  shift
  local lines=""
  for name in "$@"; do
    local first=${name%% *} rest=""
    if [[ $name == *" "* ]]; then rest=" ${name#* }"; fi
    # A command renamed to nothing does not exist, and its arguments alone would be another one.
    if is_disabled "$first"; then continue; fi
    lines+=${RENAMED[${first,,}]-$first}$rest$'\n'
  done
  local -a client=(timeout --foreground -k 1 "$seconds" "$REDIS_CLI_PATH" "${CONNECTION[@]}")
  REPLY_STATUS=0
  if [[ -n $PASSWORD ]]; then
    REPLY=$(REDISCLI_AUTH=$PASSWORD "${client[@]}" <<<"${lines%$'\n'}" 2>&1 | head -c 65536 | tr -d '\000\r') || REPLY_STATUS=$?
  else
    REPLY=$("${client[@]}" <<<"${lines%$'\n'}" 2>&1 | head -c 65536 | tr -d '\000\r') || REPLY_STATUS=$?
  fi
}

# Sets ANSWER to pong, loading, none, password, permission, silent or other, and INFO.
probe() {
  local line pong="" saw_info=""
  INFO=()
  ANSWER=other
  ask "${1:-2}" PING INFO
  while IFS= read -r line; do
    case $line in
      PONG) pong=PONG ;;
      "MISCONF "*) pong="it refuses writes, since its last save failed" ;;
      [a-z]*:*)
        INFO[${line%%:*}]=${line#*:}
        saw_info=yes
        ;;
      "LOADING "*) ANSWER=loading ;;
      "NOAUTH "* | "WRONGPASS "*) ANSWER=password ;;
      "NOPERM "*) ANSWER=permission ;;
      "Could not connect to Redis at "*": "*[Cc]ertificate* | "Could not connect to Redis at "*SSL*) ANSWER=other ;;
      "Could not connect to Redis at "*) ANSWER=none ;;
    esac
  done <<<"$REPLY"
  PING_ANSWER=$pong
  if [[ -n $pong && -n $saw_info ]]; then
    ANSWER=pong
  elif ((REPLY_STATUS == 124)) && [[ -z $saw_info ]]; then
    ANSWER=silent
  elif [[ -n $pong && $ANSWER != permission ]]; then
    ANSWER=other
  fi
}

note_facts() {
  FACTS["pid"]=${INFO[process_id]-}
  FACTS["runId"]=${INFO[run_id]-}
  FACTS["version"]=${INFO[redis_version]-}
  FACTS["uptimeSeconds"]=${INFO[uptime_in_seconds]-}
  FACTS["role"]=${INFO[role]-}
  if [[ ${INFO[redis_mode]-} == sentinel ]]; then FACTS["role"]=sentinel; fi
  if [[ ${FACTS[role]} == slave ]]; then FACTS["role"]=replica; fi
  if [[ ${FACTS[role]} == master ]]; then FACTS["connectedReplicas"]=${INFO[connected_slaves]-}; fi
}

# Whether what answers is this instance: same kind, same config file, a process of this host.
answers_for_us() {
  local mode=${INFO[redis_mode]-} file=${INFO[config_file]-} pid=${INFO[process_id]-}
  if [[ $KIND == sentinel ]]; then [[ $mode == sentinel ]] || return 1; else [[ $mode != sentinel ]] || return 1; fi
  [[ -n $file && ($file == "$CONFIG_FILE" || $file -ef $CONFIG_FILE) ]] || return 1
  [[ $pid =~ ^[1-9][0-9]{0,6}$ ]] && read_process "$pid" && is_redis_process "$pid"
}

# Sets STATE: running, loading, password_refused, unresponsive, foreign_answer, dead or stopped.
look() {
  FACTS["state"]=unknown
  FACTS["pid"]=""
  probe "${1:-2}"
  read_pid_file
  case $ANSWER in
    pong | loading)
      if answers_for_us; then
        STATE=running
        if [[ $ANSWER == loading ]]; then STATE=loading; fi
        note_facts
        SERVER_PID=${INFO[process_id]}
        SERVER_START=$PROCESS_START
      else
        STATE=foreign_answer
      fi
      ;;
    password | permission) STATE=password_refused ;;
    silent) STATE=unresponsive ;;
    other) if [[ $PID_FILE_STATE == plausible ]]; then STATE=unresponsive; else STATE=foreign_answer; fi ;;
    none)
      case $PID_FILE_STATE in
        plausible) STATE=unresponsive ;;
        none) STATE=stopped ;;
        *) STATE=dead ;;
      esac
      ;;
  esac
  if [[ $STATE == @(unresponsive|password_refused) && $PID_FILE_STATE == plausible ]]; then
    FACTS["pid"]=$PID_FILE_PID
  fi
  FACTS["state"]=$STATE
}

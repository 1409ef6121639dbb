#!/usr/bin/env bash
# Summary: What start, stop, restart and status do.
# Usage: source common_env.sh

set_deadline() {
  clock
  DEADLINE=$((CLOCK + $1 * 100))
}

is_time_left() {
  clock
  ((CLOCK < DEADLINE))
}

pause() {
  sleep 0.05
}

describe() {
  DESCRIPTION="$TITLE with PID ${FACTS[pid]} at ${FACTS[address]} (${FACTS[role]:-role unknown}, Redis ${FACTS[version]:-?})"
}

run_status() {
  look 3
  describe
  if [[ $KIND == server && $STATE == @(stopped|dead) ]]; then note_stored_data; fi
  case $STATE in
    running) finish "done" "$DESCRIPTION is running: $PING_ANSWER, up ${FACTS[uptimeSeconds]} s." ;;
    loading) finish "done" "$DESCRIPTION is running and loading its data, ${INFO[loading_loaded_perc]:-?} % so far." ;;
    stopped) finish stopped "$TITLE is not running at ${FACTS[address]}." ;;
    dead) finish dead "$TITLE is not running at ${FACTS[address]}; the PID file $PID_FILE was left behind ($PID_FILE_STATE)." ;;
    password_refused) finish unknown "$TITLE at ${FACTS[address]} refuses the password, or the user may not run PING and INFO." ;;
    unresponsive) finish unknown "$TITLE at ${FACTS[address]} does not answer PING${FACTS[pid]:+; PID ${FACTS[pid]} exists}." ;;
    *) finish unknown "What answers at ${FACTS[address]} is not the $TITLE of $CONFIG_FILE." ;;
  esac
}

run_start() {
  set_deadline "${TIMEOUT_SECONDS:-60}"
  mark_log
  look
  describe
  case $STATE in
    running) finish "done" "$DESCRIPTION is already running." ;;
    foreign_answer) finish address_taken "Another process answers at ${FACTS[address]}; $TITLE was not started." ;;
    password_refused)
      finish password_refused "Something at ${FACTS[address]} runs already and refuses the password or the user's rights; nothing was started."
      ;;
    loading) wait_until_ready "" ;;
    unresponsive)
      [[ $PID_FILE_STATE == plausible ]] \
        || finish address_taken "Another process listens at ${FACTS[address]} and does not answer; $TITLE was not started."
      wait_until_ready ""
      ;;
    dead | stopped)
      make_pipe
      remove_stale_pid_file "$PID_FILE_STATE"
      launch
      wait_until_ready "$LAUNCHED_PID"
      ;;
  esac
  describe
  clock
  STARTED_MESSAGE="$DESCRIPTION is ready after $(((CLOCK - CLOCK_AT_START) * 10)) ms: $PING_ANSWER."
}

launch() {
  local directory=${CONFIG_FILE%/*}
  local -a command=("${SERVER_COMMAND[@]}")
  config pidfile ""
  if [[ $VALUE != "$PID_FILE" ]]; then command+=(--pidfile "$PID_FILE"); fi
  if [[ -z ${CONFIG[port]+set} && -n $PORT_ARGUMENT ]]; then command+=(--port "$PORT_ARGUMENT"); fi
  # Early words come by this pipe; once the reader is gone, the server's writes to it fail and it goes on.
  head -c 65536 <"$WORK_DIRECTORY/pipe" >"$WORK_DIRECTORY/words" 2>/dev/null {LOCK_DESCRIPTOR}<&- &
  WORDS_READER=$!
  (
    trap '' PIPE
    trap - EXIT HUP INT TERM
    unset NOTIFY_SOCKET
    cd -- "${directory:-/}" || exit 1
    exec setsid "${RUN_AS[@]}" "${command[@]}" </dev/null {LOCK_DESCRIPTOR}<&-
  ) >"$WORK_DIRECTORY/pipe" 2>&1 &
  LAUNCHED_PID=$!
  heed_signals
}

has_launch_failed() {
  local child=$1
  [[ -n $child ]] || {
    read_pid_file
    [[ $PID_FILE_STATE != plausible ]]
    return
  }
  if read_process "$child"; then return 1; fi
  config daemonize no
  if [[ $VALUE != yes ]] || ! wait "$child"; then return 0; fi
  # It went to the background by itself: its second process writes the PID file.
  if [[ -z ${DETACHED_AT-} ]]; then
    clock
    DETACHED_AT=$CLOCK
  fi
  read_pid_file
  case $PID_FILE_STATE in
    none | invalid) ((CLOCK > DETACHED_AT + 300)) ;;
    plausible) return 1 ;;
    *) return 0 ;;
  esac
}

wait_until_ready() {
  local child=$1
  while is_time_left; do
    look
    if [[ $STATE == running && $PID_FILE_PID == "$SERVER_PID" ]]; then return; fi
    # A server that began without this PID file is ours all the same.
    if [[ $STATE == running && -z $child ]]; then return; fi
    if [[ $STATE == password_refused && $PID_FILE_STATE == plausible ]]; then
      finish password_refused "$TITLE runs with PID $PID_FILE_PID, but refuses the password or the user's rights, so it could not be checked."
    fi
    if [[ $STATE != @(running|loading) ]] && has_launch_failed "$child"; then explain_failed_start; fi
    pause
  done
  collect_words
  if [[ $STATE == loading ]]; then
    finish still_loading "$TITLE runs with PID ${FACTS[pid]} and is still loading its data, ${INFO[loading_loaded_perc]:-?} % so far; it was left running."
  fi
  finish timed_out "$TITLE${FACTS[pid]:+ with PID ${FACTS[pid]}} did not answer in time; it was left running."
}

explain_failed_start() {
  # The reader has what was printed once the pipe has no writer left.
  local turns=20
  while [[ -n $WORDS_READER ]] && ((turns-- > 0)) && read_process "$WORDS_READER"; do pause; done
  collect_words
  FACTS["state"]=stopped
  FACTS["pid"]=""
  read_pid_file
  if [[ $PID_FILE_STATE == dead ]]; then rm -f -- "$PID_FILE"; fi
  if server_said "Address already in use"; then
    finish address_taken "Another process has the address of $TITLE (${FACTS[address]})."
  elif server_said "FATAL CONFIG FILE ERROR|loading ACLs|not writable|configure TLS|chdir to|open the log file|config file"; then
    finish config_refused "$TITLE refuses $CONFIG_FILE."
  elif ((${#SERVER_WORDS[@]} == 0)); then
    finish start_failed "$TITLE ended while starting and said nothing: its config names no readable logfile."
  fi
  finish start_failed "$TITLE ended while starting."
}

stop_seconds() {
  local wait_for_replicas
  config shutdown-timeout 10
  wait_for_replicas=10
  if [[ $VALUE =~ ^[0-9]{1,4}$ ]]; then wait_for_replicas=$((10#$VALUE)); fi
  VALUE=$((wait_for_replicas + 30 > 60 ? wait_for_replicas + 30 : 60))
}

refuse_stop_of_unproven() {
  case $STATE in
    password_refused)
      finish password_refused "$TITLE at ${FACTS[address]} refuses the password, or the user may not run PING and INFO; nothing was signalled."
      ;;
    foreign_answer)
      finish foreign_pid "What answers at ${FACTS[address]} is not the $TITLE of $CONFIG_FILE; nothing was signalled."
      ;;
    unresponsive)
      finish timed_out "$TITLE at ${FACTS[address]} does not answer, so it cannot be proven to be the process of $PID_FILE; nothing was signalled."
      ;;
  esac
}

# Returns once it is down. Ends the script with a status of its own for everything else.
stop_instance() {
  stop_seconds
  set_deadline "${TIMEOUT_SECONDS:-$VALUE}"
  mark_log
  look
  while [[ $STATE == unresponsive ]] && is_time_left; do
    pause
    look 5
  done
  refuse_stop_of_unproven
  WAS_RUNNING=""
  case $STATE in
    stopped) return ;;
    dead)
      [[ $PID_FILE_STATE != foreign ]] \
        || finish foreign_pid "$TITLE is not running; $PID_FILE names PID $PID_FILE_PID, which is another process. Nothing was signalled."
      remove_stale_pid_file "$PID_FILE_STATE"
      return
      ;;
  esac
  WAS_RUNNING=yes
  if [[ $ACTION == restart ]]; then
    make_pipe
    keep_owner
    refuse_unproven_restart
  fi
  FACTS["previousRunId"]=${FACTS[runId]}
  STOP_BEGAN=$EPOCHSECONDS
  # What a restart stops it starts again; until then it ends for no signal but SIGKILL.
  if [[ $ACTION == restart ]]; then trap '' HUP INT TERM; fi
  shut_down
  wait_until_gone
}

shut_down() {
  local reply line
  if is_disabled SHUTDOWN; then
    terminate
    return
  fi
  log_info "Asking $TITLE with PID $SERVER_PID to shut down${SHUTDOWN_OPTION:+ and save}."
  seconds_left "$DEADLINE"
  ask "$SECONDS_LEFT" "SHUTDOWN$SHUTDOWN_OPTION"
  reply=""
  while IFS= read -r line; do
    if [[ -n $line && $line != "AUTH failed: "* && $line != "Could not connect "* ]]; then reply=$line; fi
  done <<<"$REPLY"
  case $reply in
    *"Errors trying to SHUTDOWN"*)
      collect_words
      finish save_failed "$TITLE could not save its data, so it stays up with PID $SERVER_PID. Nothing was killed; make room or repair its directory, then try again."
      ;;
    "NOPERM "* | "ERR unknown command"*) terminate ;;
    "NOAUTH "*) finish password_refused "$TITLE refuses the password; it stays up." ;;
    # What redis-cli says of an end it did not expect, since it does not know a renamed SHUTDOWN.
    "Error: Server closed the connection" | "Error: Connection reset by peer") ;;
    [A-Z]*" "*)
      local - LC_ALL=C WORD=$reply
      set +x
      hide_secrets
      SERVER_WORDS=("${WORD:0:300}")
      finish shutdown_refused "$TITLE refuses to shut down and stays up with PID $SERVER_PID. Nothing was killed."
      ;;
  esac
}

# By what runs, where it may be asked: CONFIG SET may have changed what the file says.
has_save_points() {
  ask 2 "CONFIG GET save"
  case $REPLY in
    save) return 1 ;;
    save$'\n'*) return 0 ;;
  esac
  config save "default"
  [[ -n $VALUE ]]
}

# SIGTERM saves only where save points or the append-only file are configured.
terminate() {
  if [[ $KIND == server && ${INFO[aof_enabled]-} != 1 ]] && ! has_save_points; then
    finish password_refused "The user may not run SHUTDOWN, and SIGTERM would lose the data of a server without persistence; it stays up."
  fi
  log_info "The user may not run SHUTDOWN; sending SIGTERM to PID $SERVER_PID, which saves as configured."
  send_term "$SERVER_PID" "$SERVER_START"
}

wait_until_gone() {
  while is_same_process "$SERVER_PID" "$SERVER_START"; do
    collect_words
    if server_said "errors trying to shut down|can't exit"; then
      finish save_failed "$TITLE could not save its data, so it stays up with PID $SERVER_PID. Nothing was killed."
    fi
    is_time_left || finish timed_out "$TITLE with PID $SERVER_PID is still there; it may yet end. Nothing was killed."
    pause
  done
  SERVER_WORDS=()
  read_pid_file
  if [[ $PID_FILE_PID == "$SERVER_PID" ]]; then rm -f -- "$PID_FILE"; fi
  FACTS["state"]=stopped
  FACTS["pid"]=""
}

run_stop() {
  stop_instance
  if [[ -z $WAS_RUNNING ]]; then finish "done" "$TITLE was not running at ${FACTS[address]}."; fi
  clock
  finish "done" "$TITLE with PID $SERVER_PID has stopped after $(((CLOCK - CLOCK_AT_START) * 10)) ms."
}

run_restart() {
  stop_instance
  if [[ -n $WAS_RUNNING ]]; then
    log_info "$TITLE with PID $SERVER_PID has stopped."
    if [[ $KIND == server ]]; then refuse_start_without_saved_data; fi
  fi
  run_start
  [[ ${FACTS[runId]} != "${FACTS[previousRunId]-}" ]] || finish start_failed "$TITLE still has its old run id."
  finish "done" "Restarted: $STARTED_MESSAGE"
}

# KIND, TITLE, DEFAULT_PORT, SERVER_COMMAND, SERVER_EXECUTABLE and SHUTDOWN_OPTION come from the calling script.
run_action() {
  local tool
  for tool in "$REDIS_CLI_PATH" "${SERVER_COMMAND[0]}" timeout setsid flock stat readlink getconf; do
    check_command_exists "$tool"
  done
  SERVER_EXECUTABLE=$(readlink -f -- "$(command -v "${SERVER_COMMAND[0]}")")
  read_config
  choose_connection
  if [[ $ACTION != status ]]; then take_lock; fi
  case $ACTION in
    status) run_status ;;
    stop) run_stop ;;
    restart) run_restart ;;
    start)
      run_start
      finish "done" "Started: $STARTED_MESSAGE"
      ;;
  esac
}

#!/usr/bin/env bash
# Summary: Real servers for the tests of the lifecycle scripts, each in the test's own directory.
# Usage: load helper

SCRIPTS=$(readlink -f -- "${BATS_TEST_DIRNAME}/..")
SECRET="s3cret-of-this-test"

setup() {
  unset REDISCLI_AUTH TRACE
  DIR=$(readlink -f -- "$BATS_TEST_TMPDIR")
  CONF=$DIR/instance.conf
  PIDF=$DIR/instance.pid
  LOG=$DIR/instance.log
  MOUNTED=""
  TRACKED=()
  free_port
  manage_with "$(basename -- "$BATS_TEST_FILENAME" .bats).sh"
  use_password ""
}

manage_with() {
  MANAGED_BY=$SCRIPTS/$1
}

# What the test's own client signs in with; empty for nothing.
use_password() {
  CLI_PASSWORD=$1
}

# Ends the process, which the test began, when the test ends.
track() {
  TRACKED+=("$1")
}

# The PID of the instance under test.
note_pid() {
  PID=$(<"$PIDF")
  track "$PID"
}

# mount_small DIRECTORY: 64 kB that are full at once. Skips the test where mounting is not allowed.
mount_small() {
  mkdir -p "$1"
  mount -t tmpfs -o size=64k none "$1" 2>/dev/null || skip "mounting a tmpfs is not allowed here"
  MOUNTED=$1
}

# other_server NAME PORT OPTION...: a redis-server that the scripts know nothing of.
other_server() {
  local name=$1 port=$2
  shift 2
  (cd "$DIR" && exec redis-server --port "$port" --bind 127.0.0.1 --save "" --daemonize yes \
    --pidfile "$DIR/$name.pid" "$@" >/dev/null)
  eventually test -s "$DIR/$name.pid"
  OTHER=$(<"$DIR/$name.pid")
  track "$OTHER"
}

refute() {
  if "$@"; then
    echo "unexpectedly so: $*" >&2
    return 1
  fi
}

# Only processes that run in this test's directory, or that the test itself began.
teardown() {
  local process pid
  for process in /proc/[0-9]*; do
    pid=${process#/proc/}
    if [[ $(readlink "$process/cwd" 2>/dev/null) == "$DIR"* && $(readlink "$process/exe" 2>/dev/null) == */redis-* ]]; then
      TRACKED+=("$pid")
    fi
  done
  for pid in "${TRACKED[@]}"; do
    kill -CONT "$pid" 2>/dev/null || true
    kill -KILL "$pid" 2>/dev/null || true
    eventually is_gone "$pid"
  done
  if [[ -n $MOUNTED ]]; then umount "$MOUNTED"; fi
}

is_free() {
  ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Below the kernel's own range, so that no outgoing connection can take it.
free_port() {
  local turn
  for turn in {1..50}; do
    PORT=$((20000 + (RANDOM * 32768 + RANDOM + turn) % 10000))
    if is_free "$PORT"; then return; fi
  done
  return 1
}

# The directives of a small server that saves; further ones by stdin win.
write_config() {
  cat >"$CONF" <<CONFIG
bind 127.0.0.1
port $PORT
dir $DIR
logfile $LOG
save 3600 1
CONFIG
  if [[ ! -t 0 ]]; then cat >>"$CONF"; fi
}

manage() {
  timeout 100 "$MANAGED_BY" "$@"
}

act() {
  local action=$1
  shift
  manage "$action" "$CONF" "$PIDF" "$@"
}

# Another test may have taken the port meanwhile: then once more with another one.
start_ready() {
  local status=0 before
  act start "$@" || status=$?
  if ((status == 21)); then
    before=$PORT
    free_port
    sed -i "s/^port $before\$/port $PORT/" "$CONF"
    status=0
    act start "$@" || status=$?
  fi
  ((status == 0))
  note_pid
}

cli() {
  REDISCLI_AUTH=${CLI_PASSWORD:-} timeout 5 redis-cli -h 127.0.0.1 -p "$PORT" "$@" 2>/dev/null
}

info() {
  cli INFO | tr -d '\r' | sed -n "s/^$1://p"
}

has_replica() {
  [[ $(info connected_slaves) == 1 ]]
}

is_gone() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
  [[ ${stat##*) } == [ZX]* ]]
}

is_alive() {
  ! is_gone "$1"
}

eventually() {
  local turn
  for turn in {1..300}; do
    if "$@"; then return; fi
    sleep 0.05
  done
  echo "still not so after $turn turns: $*" >&2
  return 1
}

expect_status() {
  if [[ ${status:?} != "$1" ]]; then
    printf 'expected exit status %s, got %s:\n%s\n' "$1" "$status" "${output:-}" >&2
    return 1
  fi
}

expect_output() {
  if [[ ${output:-} != *"$1"* ]]; then
    printf 'expected "%s" in:\n%s\n' "$1" "${output:-}" >&2
    return 1
  fi
}

refuse_output() {
  if [[ ${output:-} == *"$1"* ]]; then
    printf 'did not expect "%s" in:\n%s\n' "$1" "${output:-}" >&2
    return 1
  fi
}

refuse_secret() {
  refuse_output "$SECRET"
}

# watch_command_lines NEEDLE FILE: until the test ends, writes every command line that contains NEEDLE.
watch_command_lines() {
  (
    set +e
    trap 'exit 0' TERM
    while :; do
      for process in /proc/[0-9]*; do
        line=""
        { line=$(tr '\0' ' ' <"$process/cmdline"); } 2>/dev/null
        if [[ $line == *"$1"* && ${process#/proc/} != "$BASHPID" ]]; then printf '%s\n' "$line" >>"$2"; fi
      done
      : >"$2.turn"
    done
  ) 3>&- &
  track "$!"
  eventually test -e "$2.turn"
}

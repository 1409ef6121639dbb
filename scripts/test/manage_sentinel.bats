#!/usr/bin/env bats
# Summary: What manage_sentinel.sh promises, against real Sentinels.
# Usage: bats scripts/test

load helper

write_sentinel_config() {
  cat >"$CONF" <<CONFIG
port $PORT
bind 127.0.0.1
dir $DIR
logfile $LOG
sentinel monitor main 127.0.0.1 1 1
CONFIG
  cat >>"$CONF"
}

# Real redis-cli, with what it is told kept in a file.
record_client() {
  mkdir "$DIR/bin"
  cat >"$DIR/bin/redis-cli" <<RECORDER
#!/usr/bin/env bash
tee -a "$DIR/told" | "$(command -v redis-cli)" "\$@"
RECORDER
  chmod +x "$DIR/bin/redis-cli"
  PATH=$DIR/bin:$PATH
}

@test "start, status, restart and stop do what they say" {
  write_sentinel_config </dev/null
  run act status
  expect_status 3
  start_ready
  [[ $(info redis_mode) == sentinel ]]
  before=$(info run_id)
  run manage --json status "$CONF" "$PIDF"
  expect_status 0
  expect_output '"role":"sentinel"'
  run act start
  expect_status 0
  expect_output "already running"
  run act restart
  expect_status 0
  [[ $(info run_id) != "$before" ]]
  note_pid
  run act stop
  expect_status 0
  is_gone "$PID"
  run act stop
  expect_status 0
}

@test "a Sentinel is never stopped with SAVE" {
  write_sentinel_config </dev/null
  record_client
  start_ready
  run act restart
  expect_status 0
  run act stop
  expect_status 0
  [[ $(grep -c -x SHUTDOWN "$DIR/told") == 2 ]]
  refute grep -q SAVE "$DIR/told"
  [[ -z $(find "$DIR" -name '*.rdb') ]]
}

@test "the config keeps its meaning after the Sentinel has rewritten it" {
  printf 'daemonize yes\nrequirepass "%s"\n' "$SECRET" | write_sentinel_config
  for action in start restart status restart stop start stop; do
    run act "$action"
    expect_status 0
  done
}

@test "the background start does not write daemonize into the config" {
  write_sentinel_config </dev/null
  start_ready
  cli SENTINEL FLUSHCONFIG
  refute grep -q daemonize "$CONF"
}

@test "no command line shows the password" {
  write_sentinel_config <<<"requirepass $SECRET"
  watch_command_lines "$SECRET" "$DIR/seen"
  for action in start status restart stop; do
    REDISCLI_AUTH=$SECRET run act "$action" "$PORT"
    expect_status 0
  done
  [[ ! -e $DIR/seen ]]
}

@test "a refused password stops nothing" {
  write_sentinel_config <<<"requirepass $SECRET"
  start_ready
  run act stop "" wrong
  expect_status 77
  is_alive "$PID"
}

@test "a refused config is told in the server's own words, without secrets" {
  write_sentinel_config <<<"sentinel auth-pass other $SECRET"
  run act start
  expect_status 78
  refuse_secret
  expect_output "sentinel [hidden]"
  write_sentinel_config <<<"sentinel sentinel-user default password $SECRET +all"
  run act start
  expect_status 78
  refuse_secret
}

@test "a config that cannot be written is a refused config" {
  write_sentinel_config </dev/null
  mount_small "$DIR/fixed"
  cp "$CONF" "$DIR/fixed/sentinel.conf"
  mount -o remount,ro "$DIR/fixed"
  run manage start "$DIR/fixed/sentinel.conf" "$PIDF"
  expect_status 78
  expect_output "server: "
}

@test "a redis-server at the address is not taken for the Sentinel" {
  write_config </dev/null
  manage_with manage_redis_server.sh
  start_ready
  manage_with manage_sentinel.sh
  run act status
  expect_status 4
  run act stop
  expect_status 22
  run act start
  expect_status 21
  is_alive "$PID"
}

@test "a PID file that names another process signals nobody" {
  write_sentinel_config </dev/null
  sleep 300 3>&- &
  bystander=$!
  track "$bystander"
  echo "$bystander" >"$PIDF"
  run act status
  expect_status 1
  run act stop
  expect_status 22
  is_alive "$bystander"
  start_ready
}

@test "a Sentinel that does not answer is never signalled" {
  write_sentinel_config </dev/null
  start_ready
  kill -STOP "$PID"
  run act status
  expect_status 4
  run manage --timeout 1 stop "$CONF" "$PIDF"
  expect_status 75
  kill -CONT "$PID"
  [[ $(cli PING) == PONG ]]
}

@test "PORT is given to a Sentinel whose config names none" {
  write_sentinel_config </dev/null
  sed -i /^port/d "$CONF"
  run act start "$PORT"
  expect_status 0
  run act stop "$PORT"
  expect_status 0
}

@test "redis-server --sentinel stands in where redis-sentinel is missing" {
  write_sentinel_config </dev/null
  mkdir "$DIR/bin"
  for tool in bash dirname readlink stat id sed cat tr head timeout setsid flock getconf mktemp mkfifo rm sleep tail \
    redis-cli redis-server; do
    ln -s "$(command -v "$tool")" "$DIR/bin/$tool"
  done
  PATH=$DIR/bin run "$MANAGED_BY" start "$CONF" "$PIDF"
  expect_status 0
  [[ $(info redis_mode) == sentinel ]]
}

@test "the flag about persistence means nothing to a Sentinel" {
  write_sentinel_config </dev/null
  run manage --allow-unproven-persistence restart "$CONF" "$PIDF"
  expect_status 64
}

#!/usr/bin/env bats
# Summary: What manage_redis_server.sh promises, against real servers.
# Usage: bats scripts/test

load helper

# Quoted as Redis reads it: bytes that could end the string become \xHH.
quoted() {
  local LC_ALL=C text=$1 i char
  printf '"'
  for ((i = 0; i < ${#text}; i++)); do
    char=${text:i:1}
    if [[ $char == [A-Za-z0-9] ]]; then printf '%s' "$char"; else printf '\\x%02x' "'$char"; fi
  done
  printf '"'
}

fill() {
  cli MSET a 1 b 2 c 3 >/dev/null
}

report_status() {
  run bash -c "'$MANAGED_BY' --json status '$CONF' '$PIDF' 2>/dev/null"
}

@test "start brings up the server of the config and names its PID" {
  write_config </dev/null
  start_ready
  [[ $(info process_id) == "$PID" ]]
  [[ $(info config_file) == "$CONF" ]]
}

@test "start works with daemonize yes, with the config's own pidfile and with no logfile" {
  printf 'daemonize yes\npidfile %s\nlogfile ""\n' "$PIDF" | write_config
  start_ready
  [[ $(info process_id) == "$PID" ]]
}

@test "start puts the PID file where the argument says, whatever the config says" {
  printf 'pidfile %s/elsewhere.pid\n' "$DIR" | write_config
  start_ready
  [[ ! -e $DIR/elsewhere.pid ]]
}

@test "start leaves a running server alone" {
  write_config </dev/null
  start_ready
  run act start
  expect_status 0
  expect_output "already running"
  [[ $(info process_id) == "$PID" ]]
}

@test "start works with a nearly empty environment, as under systemd" {
  write_config </dev/null
  run env -i PATH="$PATH" "$MANAGED_BY" start "$CONF" "$PIDF"
  expect_status 0
  run env -i PATH="$PATH" "$MANAGED_BY" stop "$CONF" "$PIDF"
  expect_status 0
}

@test "start ends when nothing holds its output any more" {
  write_config </dev/null
  run bash -c "'$MANAGED_BY' start '$CONF' '$PIDF' | cat; echo reader ended"
  expect_output "reader ended"
}

@test "start keeps a relative dir beside the config file" {
  write_config <<<"dir ./"
  (cd / && start_ready)
  [[ $(readlink "/proc/$(<"$PIDF")/cwd") == "$DIR" ]]
}

@test "a server without logfile goes on after the script has ended" {
  write_config <<<'logfile ""'
  start_ready
  fill
  cli BGSAVE
  eventually test -s "$DIR/dump.rdb"
  cli CONFIG SET maxmemory 1mb
  [[ $(cli PING) == PONG ]]
}

@test "status tells running, stopped, dead and unknown apart" {
  write_config </dev/null
  run act status
  expect_status 3
  start_ready
  run act status
  expect_status 0
  expect_output PONG
  kill -STOP "$PID"
  run act status
  expect_status 4
  kill -CONT "$PID"
  kill -KILL "$PID"
  eventually is_gone "$PID"
  run act status
  expect_status 1
}

@test "status of a server whose PID file was lost is running" {
  write_config </dev/null
  start_ready
  rm "$PIDF"
  run act status
  expect_status 0
  expect_output "$PID"
  run act stop
  expect_status 0
}

@test "status of a stopped server says what it would load, and how far that reaches" {
  local offset replica
  write_config </dev/null
  report_status
  jq -e '.dataKind == "dump" and .dataBytes == 0 and (has("dataAgeSeconds") | not)' <<<"$output"
  start_ready
  replica=$(free_port && echo "$PORT")
  other_server replica "$replica" --replicaof "127.0.0.1 $PORT" --dbfilename replica.rdb
  eventually has_replica
  fill
  offset=$(info master_repl_offset)
  history=$(info master_replid)
  run act stop
  expect_status 0
  report_status
  jq -e --arg history "$history" --arg file "$DIR/dump.rdb" \
    '.dataFile == $file and .dataHistory == $history and .dataBytes > 80 and .dataAgeSeconds < 60' <<<"$output"
  (($(jq .dataOffset <<<"$output") >= offset))
}

@test "status of a stopped server with an append-only file looks at that, and not at the dump" {
  write_config <<<"appendonly yes"
  start_ready
  fill
  run act stop
  expect_status 0
  report_status
  jq -e '.dataKind == "append-only" and .dataBytes > 80' <<<"$output"
  rm -r "$DIR"/appendonlydir
  report_status
  jq -e '.dataKind == "append-only" and .dataBytes == 0' <<<"$output"
}

@test "the age of a dump is what it says of itself, and not that of its copy" {
  write_config </dev/null
  printf 'REDIS0010\xfa\x05ctime\xc2\x00\xe1\xf5\x05' >"$DIR/old.rdb"
  ln -s old.rdb "$DIR/dump.rdb"
  report_status
  jq -e '.dataBytes == 21 and .dataAgeSeconds > 1000000000' <<<"$output"
}

@test "--json writes one object to stdout and nothing else" {
  write_config </dev/null
  manage --json start "$CONF" "$PIDF" 2>/dev/null >"$DIR/out"
  jq -e --slurp 'length == 1' "$DIR/out"
  jq -e --arg pid "$(<"$PIDF")" \
    '.outcome == "done" and .exitStatus == 0 and .state == "running" and (.pid | tostring) == $pid and .role == "master"' "$DIR/out"
  run bash -c "'$MANAGED_BY' --json bogus '$CONF' '$PIDF' 2>/dev/null >'$DIR/out'"
  expect_status 64
  jq -e '.outcome == "usage"' "$DIR/out"
}

@test "--help documents every exit status" {
  run manage --help
  expect_status 0
  documented=$(sed -n 's/^ *\([0-9][0-9]*\)  .*/\1/p' <<<"$output" | sort -n | tr '\n' ' ')
  known=$(sed -n 's/^  \[[a-z_]*\]=\([0-9]*\)$/\1/p' "$SCRIPTS/common_env.sh" | sort -n | tr '\n' ' ')
  [[ -n $known && $documented == "$known" ]]
}

@test "stop saves, even a server without save points" {
  printf 'save ""\n' | write_config
  start_ready
  fill
  run act stop
  expect_status 0
  eventually is_gone "$PID"
  [[ ! -e $PIDF ]]
  start_ready
  [[ $(cli DBSIZE) == 3 ]]
}

@test "stop of a stopped server succeeds" {
  write_config </dev/null
  run act stop
  expect_status 0
  expect_output "not running"
}

@test "restart gives a new process with the same data" {
  write_config </dev/null
  start_ready
  fill
  before=$(info run_id)
  run manage --json restart "$CONF" "$PIDF"
  expect_status 0
  [[ $(info run_id) != "$before" ]]
  expect_output "\"previousRunId\":\"$before\""
  [[ $(cli DBSIZE) == 3 ]]
}

@test "a server of another user that root restarts stays that user's" {
  [[ $EUID == 0 ]] || skip "needs root"
  write_config </dev/null
  chmod 755 "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR/test" "$DIR"
  chown -R nobody "$DIR"
  setpriv --reuid nobody --clear-groups -- "$MANAGED_BY" start "$CONF" "$PIDF" || skip "the user nobody cannot read the scripts"
  run act restart
  expect_status 0
  note_pid
  [[ $(stat -c %U "/proc/$PID") == nobody ]]
}

@test "restart of a stopped server starts it" {
  write_config </dev/null
  run act restart
  expect_status 0
}

@test "the password comes from the argument, the environment or the config" {
  use_password "$SECRET"
  write_config <<<"requirepass $SECRET"
  start_ready
  run act status "$PORT" "$SECRET"
  expect_status 0
  REDISCLI_AUTH=$SECRET run act status "$PORT"
  expect_status 0
  run act status
  expect_status 0
}

@test "a refused password stops nothing" {
  use_password "$SECRET"
  write_config <<<"requirepass $SECRET"
  start_ready
  run act status "" wrong
  expect_status 4
  run act stop "" wrong
  expect_status 77
  run act restart "" wrong
  expect_status 77
  run act start "" wrong
  expect_status 77
  is_alive "$PID"
  [[ $(cli PING) == PONG ]]
}

@test "nasty passwords are only passwords" {
  cd "$DIR"
  long=$(head -c 500 /dev/zero | tr '\0' x)
  for nasty in "\$(touch owned)" "\`touch owned\`" "; touch owned" 'a b' "it's" 'say "x"' '--eval f.lua' "-x" "\\" "*" '🔑é' "$long"; do
    write_config <<<"requirepass $(quoted "$nasty")"
    start_ready "" "$nasty"
    run act status "" "$nasty"
    expect_status 0
    REDISCLI_AUTH=$nasty run act status
    expect_status 0
    run act stop
    expect_status 0
    [[ ! -e owned ]]
  done
}

@test "a password with a line break is refused" {
  write_config </dev/null
  run act start "" $'a\nb'
  expect_status 64
  REDISCLI_AUTH=$'a\nb' run act start
  expect_status 64
}

@test "no command line shows the password" {
  write_config <<<"requirepass $SECRET"
  watch_command_lines "$SECRET" "$DIR/seen"
  for action in start status restart status stop; do
    REDISCLI_AUTH=$SECRET run act "$action" "$PORT"
    expect_status 0
  done
  [[ ! -e $DIR/seen ]]
}

@test "no child's command line shows a password argument" {
  write_config <<<"requirepass $SECRET"
  watch_command_lines "$SECRET" "$DIR/seen"
  for action in start status restart stop; do
    run act "$action" "$PORT" "$SECRET"
    expect_status 0
  done
  # The test's own "timeout" keeps what it was given; the script takes it off itself.
  if [[ -e $DIR/seen ]]; then
    run grep -v -e "^timeout 100 " -e "^bash $MANAGED_BY " -e "^/[a-z/]*bash $MANAGED_BY " "$DIR/seen"
    [[ -z $output ]]
  fi
}

@test "the server does not inherit the password" {
  use_password "$SECRET"
  write_config <<<"requirepass $SECRET"
  export REDISCLI_AUTH=$SECRET
  start_ready
  unset REDISCLI_AUTH
  refute grep -q -a -e "$SECRET" -e REDISCLI "/proc/$PID/environ"
}

@test "a trace shows no password" {
  printf 'requirepass %s\nmasterauth other-%s\nuser bob on >bob-%s ~* +@read\n' "$SECRET" "$SECRET" "$SECRET" | write_config
  for action in start status stop; do
    TRACE=1 run act "$action" "$PORT" "$SECRET"
    expect_status 0
    expect_output "+ "
    refuse_secret
  done
}

@test "an action that is not one of the four is refused" {
  write_config </dev/null
  for action in "status;stop" STOP $'stop\n' "" " stop" kill; do
    run act "$action"
    expect_status 64
  done
  run manage start "$CONF"
  expect_status 64
  run manage --bogus start "$CONF" "$PIDF"
  expect_status 64
  run manage start "$CONF" "$PIDF" "$PORT" pw more
  expect_status 64
}

@test "a port that is not a port, or not the config's, is refused" {
  write_config </dev/null
  for wrong in "6379;id" -1 99999 0 $'6379\nX' " $PORT" 0x10 "$PORT -a x" "\$(id)" $((PORT + 1)); do
    run act start "$wrong"
    expect_status 64
  done
  [[ ! -e $PIDF ]]
}

@test "PORT is given to a server whose config names none" {
  printf 'bind 127.0.0.1\ndir %s\nlogfile %s\n' "$DIR" "$LOG" >"$CONF"
  run act start "$PORT"
  expect_status 0
  [[ $(info tcp_port) == "$PORT" ]]
  run act stop "$PORT"
  expect_status 0
}

@test "a missing config file has its own exit status" {
  run act start
  expect_status 66
}

@test "paths that could be bent are refused" {
  write_config </dev/null
  mkdir "$DIR/open" "$DIR/sub"
  ln -s "$CONF" "$DIR/link.conf"
  mkfifo "$DIR/fifo"
  cp "$CONF" "$DIR/loose.conf"
  chmod 666 "$DIR/loose.conf"
  cp "$CONF" "$DIR/open/a.conf"
  chmod 777 "$DIR/open"
  for file in instance.conf -rf "$DIR/link.conf" "$DIR/fifo" "$DIR/sub" "$DIR/loose.conf" "$DIR/open/a.conf" \
    "$DIR/sub/../instance.conf" "$DIR/a"$'\n'"b"; do
    run manage start "$file" "$PIDF"
    expect_status 23
  done
  ln -s "$CONF" "$DIR/link.pid"
  for file in instance.pid "$DIR/link.pid" "$DIR/fifo" "$DIR/sub" "$DIR/open/a.pid" "$DIR/none/a.pid" "$DIR/sub/../a.pid"; do
    run manage start "$CONF" "$file"
    expect_status 23
  done
  run manage start "$CONF" "$CONF"
  expect_status 64
  grep -q "^port" "$CONF"
}

@test "a PID file that names another process signals nobody" {
  write_config </dev/null
  sleep 300 3>&- &
  bystander=$!
  track "$bystander"
  for content in 1 "$$" "$PPID" "$bystander" -1 -- 0 99999999999999999999 4194305 "1 2" "" "$bystander x" "\$(id)" $'1\n2'; do
    printf '%s\n' "$content" >"$PIDF"
    run act status
    expect_status 1
    printf '%s\n' "$content" >"$PIDF"
    run act stop
    [[ $status == 22 || $status == 0 ]]
    is_alive "$bystander"
  done
}

@test "a PID that now belongs to another redis-server is not signalled" {
  write_config </dev/null
  other_server other 0 --unixsocket "$DIR/other.sock"
  printf '%s\n' "$OTHER" >"$PIDF"
  touch -d "1 hour ago" "$PIDF"
  run act status
  expect_status 1
  run act stop
  expect_status 22
  is_alive "$OTHER"
  touch "$PIDF"
  run manage --timeout 1 stop "$CONF" "$PIDF"
  expect_status 75
  is_alive "$OTHER"
}

@test "start replaces a stale PID file" {
  write_config </dev/null
  sleep 300 3>&- &
  bystander=$!
  track "$bystander"
  for content in "$bystander" 4194300 nonsense; do
    printf '%s\n' "$content" >"$PIDF"
    start_ready
    is_alive "$bystander"
    act stop
  done
}

@test "an address that another redis-server has is reported, and that server left alone" {
  write_config </dev/null
  other_server other "$PORT"
  eventually cli PING
  run act start
  expect_status 21
  run act status
  expect_status 4
  run act stop
  expect_status 22
  is_alive "$OTHER"
}

@test "an address that something silent has is reported" {
  write_config </dev/null
  openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=x -keyout "$DIR/k" -out "$DIR/c" 2>/dev/null
  openssl s_server -quiet -accept "127.0.0.1:$PORT" -cert "$DIR/c" -key "$DIR/k" </dev/null >/dev/null 2>&1 3>&- &
  track "$!"
  eventually bash -c "exec 9<>/dev/tcp/127.0.0.1/$PORT" 2>/dev/null
  run act start
  expect_status 21
}

@test "a second bind address that is taken is told by the server's own words" {
  write_config <<<"bind 127.0.0.1 127.0.0.2"
  other_server other "$PORT" --bind 127.0.0.2
  run act start
  expect_status 21
  expect_output "Address already in use"
  [[ ! -e $PIDF ]]
}

@test "a refused config is told in the server's own words, without secrets" {
  write_config <<<"requirepass $SECRET and more"
  run manage --json start "$CONF" "$PIDF"
  expect_status 78
  expect_output "at line 6"
  expect_output "requirepass [hidden]"
  refuse_secret
  write_config <<<"$SECRET-continued"
  run act start
  expect_status 78
  refuse_secret
  printf 'user bob on >%s +@nonsense\nuser bob on >%s +@nonsense\n' "$SECRET" "$SECRET" | write_config
  run act start
  expect_status 78
  refuse_secret
  printf 'x %s\n' "$SECRET" >"$DIR/included"
  write_config <<<"include $DIR/included"
  run act start
  expect_status 78
  refuse_secret
}

@test "a data directory that does not exist is a refused config" {
  write_config <<<"dir $DIR/none"
  run act start
  expect_status 78
}

@test "damaged data is told in the server's own words" {
  write_config <<<"daemonize yes"
  printf 'REDIS0010 this is no dump' >"$DIR/dump.rdb"
  run act start
  expect_status 20
  expect_output "server: "
  [[ ! -e $PIDF ]]
}

@test "terminal codes of the server's words are taken out" {
  write_config <<<$'maxmemory \e[31mred'
  run act start
  expect_status 78
  refuse_output $'\e'
}

populate() {
  cli EVAL 'for i = 1, ARGV[1] do redis.call("SET", "key:" .. i, string.rep("x", ARGV[2])) end' 0 "$1" "$2"
}

load_slowly() {
  write_config </dev/null
  start_ready
  populate 5000 10
  act stop
  printf 'key-load-delay 4000\nloading-process-events-interval-bytes 1024\n' >>"$CONF"
}

@test "a server that still loads is left running, and status says so" {
  load_slowly
  run manage --json --timeout 1 start "$CONF" "$PIDF"
  expect_status 24
  note_pid
  is_alive "$PID"
  run manage --json status "$CONF" "$PIDF"
  expect_status 0
  expect_output '"state":"loading"'
  run act stop
  expect_status 0
  is_gone "$PID"
  sed -i /key-load-delay/d "$CONF"
  start_ready
  [[ $(cli DBSIZE) == 5000 ]]
}

@test "a save that fails keeps the server up" {
  mkdir "$DIR/data"
  write_config <<<"dir $DIR/data"
  start_ready
  fill
  rm -rf "$DIR/data"
  run act stop
  expect_status 25
  expect_output "Nothing was killed"
  is_alive "$PID"
  [[ $(cli DBSIZE) == 3 ]]
  run act restart
  [[ $status == 25 || $status == 26 ]]
  [[ $(cli DBSIZE) == 3 ]]
}

@test "a full disk keeps the server up" {
  mount_small "$DIR/full"
  printf 'dir %s/full\nrdbcompression no\n' "$DIR" | write_config
  start_ready
  populate 1000 200
  run act stop
  expect_status 25
  is_alive "$PID"
  cli FLUSHALL
  run act stop
  expect_status 0
}

with_stopped_replica() {
  write_config <<<"shutdown-timeout $1"
  start_ready
  other_server replica 0 --unixsocket "$DIR/replica.sock" --replicaof 127.0.0.1 "$PORT" --dbfilename replica.rdb
  has_replica() { [[ $(info slave0) == *state=online* ]]; }
  eventually has_replica
  kill -STOP "$OTHER"
  fill
}

@test "stop waits for a replica that lags" {
  with_stopped_replica 1
  run act stop
  expect_status 0
  grep -q "Waiting for replicas before shutting down" "$LOG"
}

@test "a stop that takes too long is reported and kills nothing" {
  with_stopped_replica 30
  run manage --timeout 1 stop "$CONF" "$PIDF"
  expect_status 75
  is_alive "$PID"
  kill -CONT "$OTHER"
  eventually is_gone "$PID"
}

@test "a server that does not answer is never signalled" {
  write_config </dev/null
  start_ready
  kill -STOP "$PID"
  run manage --timeout 1 stop "$CONF" "$PIDF"
  expect_status 75
  run manage --timeout 1 start "$CONF" "$PIDF"
  expect_status 75
  kill -CONT "$PID"
  [[ $(cli PING) == PONG ]]
}

@test "restart of a master without persistence is refused unless its loss is allowed" {
  printf 'save ""\n' | write_config
  start_ready
  fill
  run act restart
  expect_status 26
  [[ $(info process_id) == "$PID" ]]
  run manage --allow-unproven-persistence restart "$CONF" "$PIDF"
  expect_status 0
  [[ $(info process_id) != "$PID" ]]
}

@test "restart of a master is refused when the config leads to other files" {
  write_config </dev/null
  start_ready
  fill
  mkdir "$DIR/new"
  cp "$CONF" "$DIR/kept"
  echo "dir $DIR/new" >>"$CONF"
  run act restart
  expect_status 26
  cp "$DIR/kept" "$CONF"
  echo "appendonly yes" >>"$CONF"
  run act restart
  expect_status 26
  cp "$DIR/kept" "$CONF"
  echo "dbfilename other.rdb" >>"$CONF"
  run act restart
  expect_status 26
  [[ $(info process_id) == "$PID" ]]
}

@test "a master is not started again without the dump that it has just saved" {
  printf 'rename-command CONFIG ""\n' | write_config
  start_ready
  fill
  echo "dbfilename other.rdb" >>"$CONF"
  run act restart
  expect_status 26
  is_gone "$PID"
  [[ -s $DIR/dump.rdb ]]
}

@test "restart of a master whose last save failed is refused" {
  mkdir "$DIR/data"
  write_config <<<"dir $DIR/data"
  start_ready
  fill
  mv "$DIR/data" "$DIR/moved"
  rmdir "$DIR/moved"
  cli BGSAVE
  has_failed() { [[ $(info rdb_last_bgsave_status) == err ]]; }
  eventually has_failed
  run act status
  expect_status 0
  expect_output "refuses writes"
  run act restart
  expect_status 26
  [[ $(info process_id) == "$PID" ]]
}

@test "restart of a master with an append-only file keeps its data" {
  printf 'save ""\nappendonly yes\n' | write_config
  start_ready
  fill
  run act restart
  expect_status 0
  [[ $(cli DBSIZE) == 3 ]]
}

@test "restart of a master is refused when the config leads to another append-only file" {
  printf 'save ""\nappendonly yes\n' | write_config
  start_ready
  fill
  cp "$CONF" "$DIR/kept"
  for line in "appenddirname other" "appendfilename other.aof"; do
    cp "$DIR/kept" "$CONF"
    echo "$line" >>"$CONF"
    run act restart
    expect_status 26
    [[ $(info process_id) == "$PID" ]]
    [[ $(cli DBSIZE) == 3 ]]
  done
}

@test "restart of a master is refused when the config switches the append-only file on, in whatever case" {
  printf 'appendonly no\n' | write_config
  start_ready
  fill
  sed -i 's/^appendonly no/appendonly YES/' "$CONF"
  run act restart
  expect_status 26
  [[ $(cli DBSIZE) == 3 ]]
}

@test "a restart stops nothing where it could not start it again for want of temporary files" {
  write_config </dev/null
  start_ready
  run env TMPDIR="$DIR/missing" "$MANAGED_BY" restart "$CONF" "$PIDF"
  expect_status 20
  [[ $(info process_id) == "$PID" ]]
}

@test "a restart goes on to its end when whoever asked for it is gone" {
  write_config </dev/null
  start_ready
  fill
  manage --json restart "$CONF" "$PIDF" 2> >(exec true) > >(exec true) || true
  has_new_process() { [[ $(cli PING) == PONG && $(info process_id) != "$PID" ]]; }
  eventually has_new_process
  [[ $(cli DBSIZE) == 3 ]]
}

@test "a restart that is interrupted once it has asked for the stop starts the server again" {
  write_config </dev/null
  start_ready
  fill
  manage restart "$CONF" "$PIDF" >"$DIR/said" 2>&1 3>&- &
  local script=$!
  eventually grep -q Asking "$DIR/said"
  kill -TERM "$script"
  wait "$script" || true
  is_back() { [[ $(cli PING) == PONG && $(info process_id) != "$PID" ]]; }
  eventually is_back
  [[ $(cli DBSIZE) == 3 ]]
}

@test "restart of a replica needs no persistence" {
  printf 'save ""\nreplicaof 127.0.0.1 1\n' | write_config
  start_ready
  run act restart
  expect_status 0
}

@test "two runs do not work on one instance at a time" {
  write_config </dev/null
  exec 8>"$PIDF.lock"
  flock 8
  run act start
  expect_status 27
  run act status
  expect_status 3
  exec 8>&-
  for turn in {1..12}; do
    (
      result=0
      act start >/dev/null 2>&1 || result=$?
      echo "$result" >"$DIR/result.$turn"
    ) 3>&- &
  done
  wait
  cat "$DIR"/result.* | sort -u >"$DIR/results"
  refute grep -q -v -x -e 0 -e 27 "$DIR/results"
  grep -q -x 0 "$DIR/results"
  [[ $(grep -c "Server initialized" "$LOG") == 1 ]]
}

@test "a script that is ended half way kills nothing and leaves nothing behind" {
  load_slowly
  export TMPDIR=$DIR/tmp
  mkdir "$TMPDIR"
  "$MANAGED_BY" start "$CONF" "$PIDF" >/dev/null 2>&1 3>&- &
  script=$!
  track "$script"
  eventually test -s "$PIDF"
  kill -TERM "$script"
  result=0
  wait "$script" || result=$?
  [[ $result == 75 ]]
  is_alive "$(<"$PIDF")"
  [[ -z $(ls "$TMPDIR") ]]
  run act status
  expect_status 0
}

@test "a missing tool has its own exit status" {
  write_config </dev/null
  mkdir "$DIR/bin"
  for tool in bash dirname readlink stat id sed cat tr head; do ln -s "$(command -v "$tool")" "$DIR/bin/$tool"; done
  PATH=$DIR/bin run "$MANAGED_BY" start "$CONF" "$PIDF"
  expect_status 69
}

@test "a unix socket alone is enough" {
  printf 'port 0\nunixsocket %s/s\n' "$DIR" | write_config
  for action in start status restart stop; do
    run act "$action"
    expect_status 0
  done
  printf 'port 0\n' | write_config
  run act start
  expect_status 78
}

@test "TLS with client certificates is read from the config" {
  openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -keyout "$DIR/key" -out "$DIR/cert" 2>/dev/null
  printf 'port 0\ntls-port %s\ntls-cert-file %s/cert\ntls-key-file %s/key\ntls-ca-cert-file %s/cert\n' \
    "$PORT" "$DIR" "$DIR" "$DIR" | write_config
  for action in start status restart stop; do
    run act "$action" "$PORT"
    expect_status 0
  done
}

@test "the ACL user and its password are read from the config or its aclfile" {
  printf 'user default off\nuser app on >app-%s ~* +@read\nuser operator on >%s ~* +@all\n' "$SECRET" "$SECRET" >"$DIR/users.acl"
  (cat "$DIR/users.acl") | write_config
  for action in start status restart stop; do
    run act "$action"
    expect_status 0
  done
  write_config <<<"aclfile $DIR/users.acl"
  for action in start status restart stop; do
    run act "$action"
    expect_status 0
  done
  start_ready
  run manage --user app status "$CONF" "$PIDF"
  expect_status 4
  REDISCLI_AUTH=$SECRET run manage --user operator stop "$CONF" "$PIDF"
  expect_status 0
}

@test "renamed commands are called by their new names" {
  printf 'rename-command SHUTDOWN %s\nrename-command INFO look\n' "down-$SECRET" | write_config
  for action in start status restart stop; do
    run act "$action"
    expect_status 0
  done
}

@test "SIGTERM stands in for a SHUTDOWN that is not allowed, unless that would lose data" {
  printf 'rename-command SHUTDOWN ""\n' | write_config
  start_ready
  fill
  run act stop
  expect_status 0
  expect_output SIGTERM
  start_ready
  [[ $(cli DBSIZE) == 3 ]]
  act stop
  printf 'rename-command SHUTDOWN ""\nsave ""\n' | write_config
  start_ready
  run act stop
  expect_status 77
  is_alive "$PID"
}

@test "SIGTERM is not sent when the save points of the file do not run" {
  printf 'rename-command SHUTDOWN ""\n' | write_config
  start_ready
  fill
  cli CONFIG SET save ""
  run act restart
  expect_status 77
  [[ $(cli DBSIZE) == 3 ]]
}

@test "lines that lack their words are the server's to refuse" {
  printf 'rename-command \nuser \nsentinel \n' | write_config
  run act status
  expect_status 3
  run act start
  expect_status 78
}

@test "relative paths count from the directory that dir has led to" {
  mkdir "$DIR/data"
  printf 'user default off\nuser keeper on >%s ~* +@all\n' "$SECRET" >"$DIR/data/users.acl"
  printf 'port 0\nunixsocket redis.sock\n' >"$DIR/data/part.inc"
  printf 'logfile %s\ndir data\naclfile users.acl\ninclude part.inc\n' "$LOG" >"$CONF"
  for action in start status stop; do
    run act "$action"
    expect_status 0
  done
}

@test "include files count" {
  printf 'port %s\nrequirepass "%s"\n' "$PORT" "$SECRET" >"$DIR/part.inc"
  printf 'bind 127.0.0.1\nlogfile %s\ndir %s\ninclude %s/*.inc\n' "$LOG" "$DIR" "$DIR" >"$CONF"
  for action in start status stop; do
    run act "$action"
    expect_status 0
  done
}

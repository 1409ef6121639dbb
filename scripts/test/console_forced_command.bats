#!/usr/bin/env bats
# The forced command of the console's ssh key; lib/lifecycle/ssh.test.ts runs it behind a real ssh server.

setup() {
  FORCED=$BATS_TEST_DIRNAME/../console_forced_command.sh
  HOME_FOLDER=$(mktemp -d)
  CONFIG=$HOME_FOLDER/redis.conf
  PID_FILE=$HOME_FOLDER/redis.pid
  LIST=$HOME_FOLDER/managed
  echo "port 1" >"$CONFIG"
  printf 'server %s %s\n' "$CONFIG" "$PID_FILE" >"$LIST"
  chmod 644 "$LIST"
}

teardown() {
  rm -rf "$HOME_FOLDER"
}

ask() {
  SSH_ORIGINAL_COMMAND=$1 run "$FORCED" "$LIST" <<<""
}

@test "a listed process is looked at" {
  ask "manage_redis_server.sh --json --timeout 5 status $CONFIG $PID_FILE 1"
  [ "$status" -eq 3 ]
  [[ $output == *'"state":"stopped"'* ]]
}

@test "without a request there is no shell" {
  SSH_ORIGINAL_COMMAND="" run "$FORCED" "$LIST" <<<""
  [ "$status" -eq 64 ]
  [[ $output == *"nothing else"* ]]
}

@test "what is not listed, not a script or not an action is refused" {
  for request in "id" "manage_redis_server.sh" "manage_redis_server.sh status /etc/passwd $PID_FILE" \
    "manage_sentinel.sh status $CONFIG $PID_FILE" "../manage_redis_server.sh status $CONFIG $PID_FILE" \
    "manage_redis_server.sh kill $CONFIG $PID_FILE" "manage_redis_server.sh status $CONFIG $PID_FILE x" \
    "manage_redis_server.sh --allow-unproven-persistence restart $CONFIG $PID_FILE" \
    "manage_redis_server.sh status $CONFIG $PID_FILE 1 secret"; do
    ask "$request"
    [ "$status" -eq 64 ]
  done
}

@test "characters that a shell would read are refused" {
  local tick dollar backslash
  printf -v tick '\x60'
  printf -v dollar '\x24'
  printf -v backslash '\x5c'
  for word in ";id" "$dollar(id)" "${tick}id$tick" "|id" "&" ">x" "'" '"' "*" "$backslash" $'\n'; do
    ask "manage_redis_server.sh status $CONFIG $PID_FILE$word"
    [ "$status" -eq 64 ]
    [[ $output != *uid=* ]]
  done
}

@test "a list that others may write is not believed" {
  chmod 664 "$LIST"
  ask "manage_redis_server.sh status $CONFIG $PID_FILE"
  [ "$status" -eq 64 ]
  chmod 646 "$LIST"
  ask "manage_redis_server.sh status $CONFIG $PID_FILE"
  [ "$status" -eq 23 ]
  rm "$LIST"
  ln -s "$CONFIG" "$LIST"
  ask "manage_redis_server.sh status $CONFIG $PID_FILE"
  [ "$status" -eq 23 ]
}

@test "the session's environment does not reach the script" {
  mkdir "$HOME_FOLDER/bin"
  SSH_ORIGINAL_COMMAND="manage_redis_server.sh status $CONFIG $PID_FILE" BASH_ENV=$HOME_FOLDER/evil LD_PRELOAD="" \
    REDIS_CLI_PATH=/bin/false PATH="$HOME_FOLDER/bin:$PATH" run "$FORCED" "$LIST" <<<""
  [ "$status" -eq 3 ]
}

@test "--help says what the list is" {
  run "$FORCED" --help
  [ "$status" -eq 0 ]
  [[ $output == *LIST_FILE* ]]
}

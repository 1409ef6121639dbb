#!/usr/bin/env bats
# Summary: What common_env.sh promises to the scripts that source it.
# Usage: bats scripts/test

load helper

in_common() {
  bash -c 'set -euo pipefail; KIND=server; source "$1/common_env.sh"; shift; eval "$*"' _ "$SCRIPTS" "$@"
}

@test "log_info goes to stdout and log_error to stderr, each with level and time" {
  run in_common 'log_info hello 2>/dev/null'
  [[ $output =~ ^\[INFO\]\ [0-9]{4}-[0-9]{2}-[0-9]{2}\ [0-9:]{8}\ -\ hello$ ]]
  run in_common 'log_error hello 2>&1 >/dev/null'
  [[ $output =~ ^\[ERROR\]\ [0-9]{4}-[0-9]{2}-[0-9]{2}\ [0-9:]{8}\ -\ hello$ ]]
}

@test "a log line cannot be forged" {
  run in_common $'log_info "a\n[INFO] b"'
  [[ ${#lines[@]} == 1 ]]
}

@test "check_command_exists ends the script when the tool is missing" {
  run in_common 'check_command_exists no-such-tool; echo went on'
  expect_status 69
  refuse_output "went on"
  run in_common 'check_command_exists bash; echo went on'
  expect_status 0
}

@test "json_string escapes what JSON asks for" {
  text=$'a"b\\c\td'
  run in_common "json_string $(printf %q "$text")"
  [[ $(jq -r . <<<"$output") == 'a"b\c?d' ]]
}

@test "words are split as Redis splits them" {
  cat >"$DIR/line" <<'LINE'
requirepass "a\x20\"b" 'it\'s' plain
LINE
  run in_common "IFS= read -r line <'$DIR/line'; split_words \"\$line\"; printf '<%s>' \"\${WORDS[@]}\""
  [[ $output == "<requirepass><a \"b><it's><plain>" ]]
}

@test "words of the server are kept short and few" {
  yes "a very long line $(head -c 400 /dev/zero | tr '\0' y)" | head -n 400 >"$DIR/instance.log" || true
  printf 'logfile %s\n' "$DIR/instance.log" >"$CONF"
  run in_common "CONFIG_FILE=$CONF; read_config; mark_log; LOG_OFFSET=0; collect_words; printf '%s\n' \"\${SERVER_WORDS[@]}\""
  ((${#lines[@]} == 12))
  ((${#lines[0]} == 300))
}

#!/usr/bin/env bash
# Summary: Collects what the server itself says, without secrets, terminal codes or floods.
# Usage: source common_env.sh

# The names that may be shown of a line that Redis refuses. Any other first word could be part of a password.
SHOWN_DIRECTIVES="port|bind|dir|save|include|user|maxmemory|maxmemory-policy|appendonly|appendfsync|appendfilename"
SHOWN_DIRECTIVES+="|appenddirname|dbfilename|logfile|loglevel|pidfile|daemonize|supervised|databases|maxclients|timeout"
SHOWN_DIRECTIVES+="|requirepass|masterauth|masteruser|replicaof|slaveof|aclfile|unixsocket|tls-port|tls-cert-file"
SHOWN_DIRECTIVES+="|tls-key-file|tls-ca-cert-file|protected-mode|notify-keyspace-events|loadmodule|sentinel"
SHOWN_DIRECTIVES+="|shutdown-timeout|repl-backlog-size|min-replicas-to-write|rename-command"

hide_refused_line() {
  local first=${1#">>> '"}
  first=${first%%[[:space:]\']*}
  if [[ ${first,,} =~ ^($SHOWN_DIRECTIVES)$ ]]; then WORD=">>> '$first [hidden]'"; else WORD=">>> [hidden]"; fi
}

hide_secrets() {
  local secret
  if [[ $WORD == ">>> '"* ]]; then hide_refused_line "$WORD"; fi
  for secret in "${SECRETS[@]}"; do WORD=${WORD//"$secret"/[hidden]}; done
  # An ACL rule that sets a password: >plain, <plain, #hash, !hash.
  while [[ $WORD =~ \'[\>\<\#!][^\']*\' ]]; do WORD=${WORD//"${BASH_REMATCH[0]}"/[hidden]}; done
  WORD=${WORD//[^[:print:]]/?}
}

# Notes where the server's log ends now, so that only what it says from here on is shown.
mark_log() {
  LOG_OFFSET=0
  log_file
  LOG_PATH=$VALUE
  if [[ -f $LOG_PATH && -r $LOG_PATH ]]; then LOG_OFFSET=$(stat -Lc %s -- "$LOG_PATH"); fi
}

new_log_lines() {
  if [[ -n $WORK_DIRECTORY && -f $WORK_DIRECTORY/words ]]; then cat -- "$WORK_DIRECTORY/words"; fi
  if [[ -f $LOG_PATH && -r $LOG_PATH ]]; then tail -c "+$((LOG_OFFSET + 1))" -- "$LOG_PATH" | head -c 65536; fi
}

# Warnings of the log, and everything that was printed before the log was opened.
collect_words() {
  local - LC_ALL=C line
  set +x
  SERVER_WORDS=()
  while IFS= read -r line; do
    case $line in
      *" # WARNING "* | *" # Redis version="* | *" # Server initialized"* | *oO0OoO0OoO0Oo* | *" # Configuration loaded"*) continue ;;
      *[0-9]" # "*) WORD=${line#*" # "} ;;
      [0-9]*:[A-Z]" "* | "" | *'`'* | *"_.-"*) continue ;;
      *) WORD=$line ;;
    esac
    hide_secrets
    SERVER_WORDS+=("${WORD:0:300}")
    ((${#SERVER_WORDS[@]} < 12)) || break
  done < <(new_log_lines | tr -d '\000')
}

server_said() {
  local pattern=$1 word
  for word in "${SERVER_WORDS[@]}"; do
    if [[ $word =~ $pattern ]]; then return 0; fi
  done
  return 1
}

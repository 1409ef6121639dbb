#!/usr/bin/env bash
# Summary: Reads what the scripts need from a redis.conf or sentinel.conf, as Redis itself would.
# Usage: source common_env.sh

declare -A CONFIG=() RENAMED=() USER_RULES=()
declare -a SECRETS=() USER_ORDER=() WORDS=()

# config NAME DEFAULT: the value in VALUE, without a subshell.
config() {
  VALUE=${CONFIG[$1]-$2}
}

unescape() {
  case $1 in
    n) WORD+=$'\n' ;;
    r) WORD+=$'\r' ;;
    t) WORD+=$'\t' ;;
    b) WORD+=$'\b' ;;
    a) WORD+=$'\a' ;;
    *) WORD+=$1 ;;
  esac
}

# The rules of sdssplitargs: "..." with escapes and \xHH, '...' with \' alone.
split_words() {
  local line=$1 quote="" char byte i in_word=""
  WORDS=()
  WORD=""
  # Nearly all lines, and an ACL file may have thousands.
  if [[ $line != *[\"\'$'\r\v\f']* ]] && ((${#line} < 4000)); then
    IFS=$' \t' read -ra WORDS <<<"$line"
    return
  fi
  for ((i = 0; i < ${#line}; i++)); do
    char=${line:i:1}
    if [[ -z $quote && $char == [[:space:]] ]]; then
      if [[ -n $in_word ]]; then WORDS+=("$WORD"); fi
      WORD=""
      in_word=""
      continue
    fi
    in_word=yes
    if [[ $quote == '"' && $char == \\ && ${line:i+1:3} =~ ^x[0-9A-Fa-f]{2}$ ]]; then
      printf -v byte '%b' "\\x${line:i+2:2}"
      WORD+=$byte
      i=$((i + 3))
    elif [[ $quote == '"' && $char == \\ ]]; then
      unescape "${line:i+1:1}"
      i=$((i + 1))
    elif [[ $quote == "'" && ${line:i:2} == "\\'" ]]; then
      WORD+="'"
      i=$((i + 1))
    elif [[ -n $quote && $char == "$quote" ]]; then
      quote=""
    elif [[ -z $quote && $char == [\"\'] ]]; then
      quote=$char
    else
      WORD+=$char
    fi
  done
  if [[ -n $in_word ]]; then WORDS+=("$WORD"); fi
}

remember_secret() {
  if [[ -n ${1:-} ]]; then SECRETS+=("$1"); fi
}

remember_user() {
  local name=$1 rule
  shift
  USER_ORDER+=("$name")
  USER_RULES[$name]=""
  # One rule a line: a password may contain spaces.
  for rule in "$@"; do
    USER_RULES[$name]+="$rule"$'\n'
    if [[ $rule == [\>\<\#\!]* ]]; then remember_secret "${rule:1}"; fi
  done
}

take_directive() {
  local name=${WORDS[0],,}
  case $name in
    include) read_included "${WORDS[1]:-}" "$1" ;;
    user) if [[ -n ${WORDS[1]:-} ]]; then remember_user "${WORDS[1]}" "${WORDS[@]:2}"; fi ;;
    # Redis takes Yes and YES for yes.
    appendonly | daemonize | tls-auth-clients)
      local answer=${WORDS[*]:1}
      CONFIG[$name]=${answer,,}
      ;;
    rename-command) if [[ -n ${WORDS[1]:-} ]]; then RENAMED[${WORDS[1],,}]=${WORDS[2]:-}; fi ;;
    sentinel)
      local what=${WORDS[1]:-}
      case ${what,,} in
        auth-pass) remember_secret "${WORDS[3]:-}" ;;
        sentinel-pass) remember_secret "${WORDS[2]:-}" ;;
      esac
      ;;
    save) if [[ -n ${WORDS[1]:-} ]]; then CONFIG["save"]+=" ${WORDS[*]:1}"; else CONFIG["save"]=""; fi ;;
    requirepass | masterauth | tls-key-file-pass | tls-client-key-file-pass)
      CONFIG[$name]=${WORDS[1]:-}
      remember_secret "${WORDS[1]:-}"
      ;;
    *) CONFIG[$name]=${WORDS[*]:1} ;;
  esac
}

INTERESTING="include|user|rename-command|sentinel|save|requirepass|masterauth|port|bind|unixsocket|pidfile|daemonize"
INTERESTING+="|dir|dbfilename|appenddirname|appendfilename|logfile|aclfile|appendonly|shutdown-timeout|tls-port|tls-ca-cert-file|tls-ca-cert-dir"
INTERESTING+="|tls-cert-file|tls-key-file|tls-client-cert-file|tls-client-key-file|tls-auth-clients"
INTERESTING+="|tls-key-file-pass|tls-client-key-file-pass"

read_lines() {
  local file=$1 depth=$2 line first
  while IFS= read -r line || [[ -n $line ]]; do
    first=${line#"${line%%[![:space:]]*}"}
    [[ ${first,,} =~ ^[\"\']?($INTERESTING)[\"\']?[[:space:]] ]] || continue
    split_words "$line"
    take_directive "$depth"
  done <"$file"
}

read_included() {
  local pattern=$1 depth=$2 file
  ((depth < 8)) || return 0
  absolute_path "$pattern"
  pattern=$VALUE
  while IFS= read -r file; do
    if [[ -f $file && -r $file ]]; then read_lines "$file" $((depth + 1)); fi
  done < <(compgen -G "$pattern")
}

read_config() {
  # Secrets pass through here: no trace of it, and bytes are bytes.
  local - LC_ALL=C
  set +x
  read_lines "$CONFIG_FILE" 0
  config aclfile ""
  if [[ -n $VALUE ]]; then
    absolute_path "$VALUE"
    if [[ -f $VALUE && -r $VALUE ]]; then read_lines "$VALUE" 8; fi
  fi
  remember_secret "$PASSWORD"
  choose_user
}

user_may_shut_down() {
  local rule may="" on=""
  while IFS= read -r rule; do
    case ${rule,,} in
      on) on=yes ;;
      off | reset) on="" ;;
      +@all | allcommands | +@admin | +@dangerous | +@slow | +shutdown) may=yes ;;
      -@all | nocommands | -@admin | -@dangerous | -@slow | -shutdown) may="" ;;
    esac
  done <<<"${USER_RULES[$1]}"
  [[ -n $on && -n $may ]]
}

is_default_user_off() {
  local rule off=1
  while IFS= read -r rule; do
    case ${rule,,} in
      off) off=0 ;;
      on) off=1 ;;
    esac
  done <<<"${USER_RULES[default]-}"
  return $off
}

choose_user() {
  local name rule
  if [[ -z $USER_NAME ]] && is_default_user_off; then
    for name in "${USER_ORDER[@]}"; do
      if user_may_shut_down "$name"; then
        USER_NAME=$name
        break
      fi
    done
  fi
  [[ -z $PASSWORD ]] || return 0
  while IFS= read -r rule; do
    if [[ $rule == \>* ]]; then PASSWORD=${rule:1}; fi
  done <<<"${USER_RULES[${USER_NAME:-default}]-}"
  if [[ -z $PASSWORD && ${USER_NAME:-default} == default ]]; then PASSWORD=${CONFIG[requirepass]-}; fi
}

# Where the process will keep its files; Redis changes into it.
data_directory() {
  config dir ./
  [[ $VALUE == /* ]] || VALUE=$(dirname -- "$CONFIG_FILE")/$VALUE
  VALUE=$(readlink -m -- "$VALUE")
}

# absolute_path PATH: in VALUE, as Redis finds it, which changes into "dir" as soon as it reads that.
absolute_path() {
  VALUE=$1
  if [[ -n $VALUE && $VALUE != /* ]]; then
    data_directory
    VALUE=$VALUE/$1
  fi
}

log_file() {
  config logfile ""
  absolute_path "$VALUE"
}

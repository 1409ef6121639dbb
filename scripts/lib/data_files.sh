#!/usr/bin/env bash
# Summary: Says what a server that is down would load: which file, how old, and how far its history reaches.
# Usage: source common_env.sh

declare -a HEADER=()

# The next string of a dump's header, in TAKEN: its length comes first, and a number may stand in its place.
take_string() {
  local first=${HEADER[HEADER_AT]:-255} length byte text
  TAKEN=""
  case $((first >> 6)) in
    0)
      length=$((first & 63))
      HEADER_AT=$((HEADER_AT + 1))
      ;;
    1)
      length=$(((first & 63) << 8 | ${HEADER[HEADER_AT + 1]:-0}))
      HEADER_AT=$((HEADER_AT + 2))
      ;;
    *)
      # 192, 193 and 194 announce one, two and four bytes, the lowest first; 195 is a compressed string.
      ((first >= 192 && first <= 194)) || return 1
      length=$((1 << (first - 192)))
      for ((byte = length; byte > 0; byte--)); do TAKEN=$((TAKEN << 8 | ${HEADER[HEADER_AT + byte]:-0})); done
      HEADER_AT=$((HEADER_AT + 1 + length))
      return
      ;;
  esac
  ((HEADER_AT + length <= ${#HEADER[@]})) || return 1
  for ((byte = 0; byte < length; byte++)); do
    printf -v text '\\x%x' "${HEADER[HEADER_AT + byte]}"
    printf -v text '%b' "$text"
    TAKEN+=$text
  done
  HEADER_AT=$((HEADER_AT + length))
}

# A copy of an old dump has a new file's time; what the dump says of itself stays.
note_age_of_dump() {
  local age=${FACTS[dataAgeSeconds]}
  [[ $1 =~ ^[1-9][0-9]{0,11}$ ]] || return 0
  if ((EPOCHSECONDS - $1 > age)); then FACTS["dataAgeSeconds"]=$((EPOCHSECONDS - $1)); fi
}

# A dump begins with REDIS and four digits, then name and value of what else is known, each pair after the byte 250.
note_dump_history() {
  local LC_ALL=C name
  read -r -d '' -a HEADER < <(head -c 1024 -- "$1" | od -An -v -tu1) || true
  HEADER_AT=9
  while ((${HEADER[HEADER_AT]:-0} == 250)); do
    HEADER_AT=$((HEADER_AT + 1))
    take_string || return 0
    name=$TAKEN
    take_string || return 0
    case $name in
      ctime) note_age_of_dump "$TAKEN" ;;
      repl-id) if [[ $TAKEN =~ ^[0-9a-f]{40}$ ]]; then FACTS["dataHistory"]=$TAKEN; fi ;;
      repl-offset) if [[ $TAKEN =~ ^(0|[1-9][0-9]{0,14})$ ]]; then FACTS["dataOffset"]=$TAKEN; fi ;;
    esac
  done
}

# The newest time and the whole size of these files.
note_data() {
  local form=$1 shown=$2 file size written bytes=0 newest=0
  shift 2
  for file in "$@"; do
    read -r size written < <(stat -L -c '%s %Y' -- "$file") || return 0
    bytes=$((bytes + size))
    if ((written > newest)); then newest=$written; fi
  done
  FACTS["dataKind"]=$form
  FACTS["dataFile"]=$shown
  FACTS["dataBytes"]=$bytes
  if (($# > 0)); then FACTS["dataAgeSeconds"]=$((EPOCHSECONDS > newest ? EPOCHSECONDS - newest : 0)); fi
}

# Says nothing where this user cannot look: what cannot be seen is not missing.
note_stored_data() {
  local directory name folder
  local -a files=()
  data_directory
  directory=$VALUE
  if [[ ! -e $directory && -x $(dirname -- "$directory") ]]; then
    note_data none "$directory"
    return
  fi
  [[ -d $directory && -x $directory ]] || return 0
  config appendonly no
  if [[ $VALUE != yes ]]; then
    config dbfilename dump.rdb
    name=$directory/$VALUE
    if [[ -f $name ]]; then files=("$name"); fi
    note_data dump "$name" "${files[@]}"
    if [[ -f $name && -r $name ]]; then note_dump_history "$name"; fi
    return
  fi
  config appendfilename appendonly.aof
  name=$VALUE
  config appenddirname appendonlydir
  folder=$directory/$VALUE
  # Since Redis 7 a folder with a manifest, before that one file.
  if [[ -d $folder && ! (-r $folder && -x $folder) ]]; then return 0; fi
  if [[ -f $folder/$name.manifest ]]; then
    for VALUE in "$folder/$name".*; do files+=("$VALUE"); done
  elif [[ -f $directory/$name ]]; then
    files=("$directory/$name")
    folder=$directory/$name
  fi
  note_data append-only "$folder" "${files[@]}"
}

#!/usr/bin/env bash
# Summary: Refuses paths that someone else could have bent.
# Usage: source common_env.sh

check_path_words() {
  local LC_ALL=C label=$1 path=$2
  [[ $path == /* ]] || finish unsafe_path "$label must be an absolute path."
  [[ $path != *[[:cntrl:]]* && $path/ != */../* && ${#path} -lt 1024 ]] \
    || finish unsafe_path "$label must not contain control characters or '..', nor be longer than 1023 bytes."
}

is_writable_by_everyone() {
  local mode
  mode=$(stat -c %a -- "$1") || return 0
  ((8#$mode & 8#002))
}

# A sticky directory (/tmp) lets nobody rename or remove another user's file.
check_directory() {
  local label=$1 directory=$2
  [[ -d $directory ]] || finish unsafe_path "$label: there is no directory $directory."
  if is_writable_by_everyone "$directory" && [[ ! -k $directory ]]; then
    finish unsafe_path "$label: the directory $directory is writable by everyone."
  fi
}

check_file() {
  local label=$1 file=$2
  [[ ! -L $file ]] || finish unsafe_path "$label $file is a symbolic link; name the file itself."
  [[ -f $file ]] || finish unsafe_path "$label $file is not a regular file."
  ! is_writable_by_everyone "$file" || finish unsafe_path "$label $file is writable by everyone."
}

check_config_path() {
  CONFIG_FILE=$1
  check_path_words CONFIG_FILE "$CONFIG_FILE"
  [[ -e $CONFIG_FILE || -L $CONFIG_FILE ]] || finish config_missing "There is no config file $CONFIG_FILE."
  check_file CONFIG_FILE "$CONFIG_FILE"
  check_directory CONFIG_FILE "$(dirname -- "$CONFIG_FILE")"
  [[ -r $CONFIG_FILE ]] || finish config_missing "The config file $CONFIG_FILE cannot be read by $(id -un)."
}

check_pid_path() {
  PID_FILE=$1
  check_path_words PID_FILE "$PID_FILE"
  check_directory PID_FILE "$(dirname -- "$PID_FILE")"
  if [[ -e $PID_FILE || -L $PID_FILE ]]; then check_file PID_FILE "$PID_FILE"; fi
  [[ ! $PID_FILE -ef $CONFIG_FILE ]] || usage_error "PID_FILE is the config file itself."
}

# Held until the script ends. Opened for reading, so that root and the server's own user can share it.
take_lock() {
  local file=$PID_FILE.lock
  [[ ! -L $file ]] || finish unsafe_path "The lock file $file is a symbolic link."
  if [[ ! -e $file ]]; then
    (umask 022 && : >>"$file") 2>/dev/null || finish unsafe_path "The lock file $file cannot be created."
  fi
  exec {LOCK_DESCRIPTOR}<"$file"
  flock --nonblock "$LOCK_DESCRIPTOR" \
    || finish locked "Another run of this script is working on $PID_FILE."
}

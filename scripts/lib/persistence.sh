#!/usr/bin/env bash
# Summary: Refuses to restart a master that might come back empty, and empty its replicas with it.
# Usage: source common_env.sh

refuse_restart() {
  finish persistence_unproven "Restart refused, $TITLE stays up: $1 Fail over first and restart it as a replica, or pass --allow-unproven-persistence."
}

# A start with appendonly yes reads this and nothing else; where it is missing the server comes back empty.
refuse_missing_append_only_file() {
  local directory name folder
  data_directory
  directory=$VALUE
  config appendfilename appendonly.aof
  name=$VALUE
  config appenddirname appendonlydir
  folder=$VALUE
  # Since Redis 7 a folder with a manifest, before that one file.
  if [[ -e $directory/$folder/$name.manifest || -e $directory/$name ]]; then return 0; fi
  refuse_restart "the config leads to the append-only file $folder/$name in $directory, which is not there."
}

# Where it may be asked: otherwise the missing dump is found only once the server is down, and it stays down.
refuse_other_dump() {
  ask 2 "CONFIG GET dbfilename"
  config dbfilename dump.rdb
  [[ $REPLY == dbfilename$'\n'* ]] || return 0
  local saved_to=${REPLY#*$'\n'}
  if [[ $saved_to != "$VALUE" ]]; then refuse_restart "it saves to $saved_to, but the config's dbfilename is $VALUE."; fi
}

# The server runs and INFO is fresh. A replica gets its data from its master.
refuse_unproven_restart() {
  [[ $KIND == server && $ALLOW_UNPROVEN != yes && ${INFO[role]-} == master && $STATE == running ]] || return 0
  local appends_now=${INFO[aof_enabled]-} appends_next directory
  config appendonly no
  appends_next=$VALUE
  if [[ $appends_next == yes && $appends_now != 1 ]]; then
    refuse_restart "the config says appendonly yes, but the running master writes no append-only file, so it would load an old one or none."
  fi
  if [[ $appends_now == 1 && (${INFO[aof_last_write_status]-} != ok || ${INFO[aof_last_bgrewrite_status]-} != ok) ]]; then
    refuse_restart "its last write to the append-only file failed."
  fi
  config save "default"
  if [[ $appends_now != 1 && -z $VALUE ]]; then
    refuse_restart "it is a master without persistence (save \"\" and appendonly no)."
  fi
  if [[ ${INFO[rdb_last_bgsave_status]-} != ok ]]; then refuse_restart "its last background save failed."; fi
  data_directory
  if directory=$(readlink "/proc/$SERVER_PID/cwd" 2>/dev/null) && [[ $directory != "$VALUE" ]]; then
    refuse_restart "it keeps its data in $directory, but the config's dir is $VALUE."
  fi
  if [[ $appends_next == yes ]]; then refuse_missing_append_only_file; else refuse_other_dump; fi
}

# It is down: without an append-only file it comes back with what SHUTDOWN SAVE has just written, so that must be there.
refuse_start_without_saved_data() {
  [[ $ALLOW_UNPROVEN != yes && ${FACTS[role]-} == master && $STATE == running ]] || return 0
  config appendonly no
  [[ $VALUE != yes ]] || return 0
  local name file written=0
  config dbfilename dump.rdb
  name=$VALUE
  data_directory
  file=$VALUE/$name
  if [[ -f $file ]]; then written=$(stat -L -c %Y -- "$file"); fi
  ((written >= STOP_BEGAN - 1)) \
    || finish persistence_unproven "$TITLE has stopped and was not started again: $file does not hold what it has just saved. Start it by hand once that is explained."
}

{# A value as the operator gave it, or the fallback where it is unset, null or blank. 0 and False are given. #}
{% macro given(value, fallback='') %}
{{- fallback if value is undefined or value is none or value | string | trim == '' else value -}}
{% endmacro %}
{# A double-quoted Redis string: no character of the value can end it or start another directive. #}
{% macro q(value) %}
"{{ value | string | replace('\\', '\\\\') | replace('"', '\\"') | replace('\r', '\\r') | replace('\n', '\\n') }}"
{%- endmacro %}
{# A word: bare where Redis reads it as one argument, quoted where it would not. #}
{% macro word(value, fallback='') %}
{% set text = given(value, fallback) | string %}
{{- text if text and text.split() | join == text and '"' not in text and "'" not in text else q(text) -}}
{% endmacro %}
{# Several words: a YAML list, or text with blanks or commas between them. #}
{% macro words(value, fallback='') %}
{% set items = value if value is sequence and value is not string and value is not mapping else given(value, fallback).replace(',', ' ').split() %}
{% for item in items %}
{{ word(item) }}{{ '' if loop.last else ' ' }}
{%- endfor %}
{% endmacro %}
{# YAML turns yes into True; Redis wants the word. Anything else must not quietly become no. #}
{% macro yn(name, value, fallback) %}
{% set text = given(value, fallback) | string | lower | trim %}
{% if text in ['yes', 'true', 'on', '1'] %}
yes
{%- elif text in ['no', 'false', 'off', '0'] %}
no
{%- else %}
{{ undef(name ~ ' must be yes or no') }}
{%- endif %}
{% endmacro %}
{% macro required(name, value) %}
{{ value if given(value) else undef(name ~ ' is required and has no value') }}
{%- endmacro %}
{% set port = word(REDIS_PORT, 6379) %}
{% set password = required('REDIS_PASSWORD', REDIS_PASSWORD) %}
{% set max_memory = required('REDIS_MAX_MEMORY', REDIS_MAX_MEMORY) %}
# General
port {{ port }}
bind {{ words(REDIS_BIND_IP if given(REDIS_BIND_IP) and REDIS_BIND_IP != [] else '127.0.0.1') }}
protected-mode {{ yn('REDIS_PROTECTED_MODE', REDIS_PROTECTED_MODE, 'yes') }}
daemonize {{ yn('REDIS_DAEMONIZE', REDIS_DAEMONIZE, 'yes') }}
pidfile {{ word(REDIS_PID_FILE, '/var/run/redis/redis_server_' ~ port ~ '.pid') }}
logfile {{ word(REDIS_LOG_FILE, '/var/log/redis/redis_server_' ~ port ~ '.log') }}
databases {{ word(REDIS_DATABASES, 16) }}
dir {{ word(REDIS_DIR, '/var/lib/redis/' ~ port) }}
{% if given(REDIS_TLS_PORT) %}

# TLS
tls-port {{ word(REDIS_TLS_PORT) }}
tls-cert-file {{ word(required('REDIS_TLS_CERT_FILE', REDIS_TLS_CERT_FILE)) }}
tls-key-file {{ word(required('REDIS_TLS_KEY_FILE', REDIS_TLS_KEY_FILE)) }}
{% if given(REDIS_TLS_KEY_FILE_PASSWORD) %}
tls-key-file-pass {{ q(REDIS_TLS_KEY_FILE_PASSWORD) }}
{% endif %}
tls-ca-cert-file {{ word(required('REDIS_TLS_CA_CERT_FILE', REDIS_TLS_CA_CERT_FILE)) }}
{% if given(REDIS_TLS_AUTH_CLIENTS) %}
tls-auth-clients {{ 'optional' if REDIS_TLS_AUTH_CLIENTS == 'optional' else yn('REDIS_TLS_AUTH_CLIENTS', REDIS_TLS_AUTH_CLIENTS, 'yes') }}
{% endif %}
{% if given(REDIS_TLS_REPLICATION) %}
tls-replication {{ yn('REDIS_TLS_REPLICATION', REDIS_TLS_REPLICATION, 'no') }}
{% endif %}
{% endif %}

# Snapshots (RDB)
{% set save_points = ['900 1', '300 10', '60 10000'] if REDIS_SAVE_POINTS | default(none) is none else REDIS_SAVE_POINTS %}
{% for point in (save_points.split(',') if save_points is string else save_points) %}
{% if point | trim %}
save {{ words(point) }}
{% endif %}
{% else %}
save ""
{% endfor %}
dbfilename dump_{{ port }}.rdb
rdbcompression {{ yn('REDIS_RDB_COMPRESSION', REDIS_RDB_COMPRESSION, 'yes') }}

# Append only file (AOF)
appendonly {{ yn('REDIS_AOF_ENABLED', REDIS_AOF_ENABLED, 'no') }}
appendfilename "appendonly_{{ port }}.aof"
{% if given(REDIS_AOF_DIR_NAME) %}
appenddirname {{ word(REDIS_AOF_DIR_NAME) }}
{% endif %}
appendfsync {{ 'no' if REDIS_AOF_FSYNC_POLICY | default(none) is sameas false else word(REDIS_AOF_FSYNC_POLICY, 'everysec') }}

# Security
requirepass {{ q(password) }}
{% if given(REDIS_ACL_FILE) %}
aclfile {{ word(REDIS_ACL_FILE) }}
{% endif %}

# Replication: every instance needs masterauth, because a failover can make any of them a replica.
masterauth {{ q(given(REDIS_MASTER_PASSWORD, password)) }}
{% if given(REDIS_MASTER_USER) %}
masteruser {{ word(REDIS_MASTER_USER) }}
{% endif %}
{% if given(REDIS_REPLICAOF) %}
replicaof {{ words(REDIS_REPLICAOF) }}
{% endif %}
{% if given(REDIS_REPLICA_ANNOUNCE_IP) %}
replica-announce-ip {{ word(REDIS_REPLICA_ANNOUNCE_IP) }}
{% endif %}
{% if given(REDIS_REPLICA_ANNOUNCE_PORT) %}
replica-announce-port {{ word(REDIS_REPLICA_ANNOUNCE_PORT) }}
{% endif %}
{% if given(REDIS_REPLICA_PRIORITY) %}
replica-priority {{ word(REDIS_REPLICA_PRIORITY) }}
{% endif %}
{% if given(REDIS_MIN_REPLICAS_TO_WRITE) %}
min-replicas-to-write {{ word(REDIS_MIN_REPLICAS_TO_WRITE) }}
{% endif %}
{% if given(REDIS_MIN_REPLICAS_MAX_LAG) %}
min-replicas-max-lag {{ word(REDIS_MIN_REPLICAS_MAX_LAG) }}
{% endif %}

# Clients
maxclients {{ word(REDIS_MAX_CLIENTS, 10000) }}

# Memory management
maxmemory {{ word(max_memory) }}
maxmemory-policy {{ word(REDIS_MAXMEMORY_POLICY, 'allkeys-lru') }}

# Event notification: K and E choose the channels, A stands for the classes g$lshzxetd.
notify-keyspace-events {{ q('KEA' if REDIS_KEYSPACE_EVENTS | default(none) is none else REDIS_KEYSPACE_EVENTS) }}

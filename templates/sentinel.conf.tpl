{# A value as the operator gave it, or the fallback where it is unset, null or blank. 0 and False are given. #}
{% macro given(value, fallback='') %}
{{- fallback if value is undefined or value is none or value | string | trim == '' else value -}}
{% endmacro %}
{# A secret counts as given only when it is text or a number: False, [] and {} mean that there is none. #}
{% macro secret(value) %}
{{- '' if value is undefined or value is sameas false or value is none or value is mapping or (value is sequence and value is not string) else value -}}
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
{% macro words(value) %}
{% set items = value if value is sequence and value is not string and value is not mapping else given(value).replace(',', ' ').split() %}
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
{% set port = word(SENTINEL_PORT, 26379) %}
{% set master = word(required('SENTINEL_MASTER_NAME', SENTINEL_MASTER_NAME)) %}
{% set password = secret(SENTINEL_PASSWORD) %}
{% set user = given(SENTINEL_USER, 'default') %}
# General
{% if given(SENTINEL_BIND_IP) and SENTINEL_BIND_IP != [] %}
bind {{ words(SENTINEL_BIND_IP) }}
{% endif %}
port {{ port }}
daemonize {{ yn('SENTINEL_DAEMONIZE', SENTINEL_DAEMONIZE, 'yes') }}
pidfile {{ word(SENTINEL_PID_FILE, '/var/run/redis/sentinel_' ~ port ~ '.pid') }}
logfile {{ word(SENTINEL_LOG_FILE, '/var/log/redis/sentinel_' ~ port ~ '.log') }}
dir {{ word(SENTINEL_DIR, '/var/lib/redis/sentinel_' ~ port) }}
{% if given(SENTINEL_ANNOUNCE_IP) %}
sentinel announce-ip {{ word(SENTINEL_ANNOUNCE_IP) }}
{% endif %}
{% if given(SENTINEL_ANNOUNCE_PORT) %}
sentinel announce-port {{ word(SENTINEL_ANNOUNCE_PORT) }}
{% endif %}
{% if given(SENTINEL_RESOLVE_HOSTNAMES) %}
sentinel resolve-hostnames {{ yn('SENTINEL_RESOLVE_HOSTNAMES', SENTINEL_RESOLVE_HOSTNAMES, 'no') }}
{% endif %}
{% if given(SENTINEL_ANNOUNCE_HOSTNAMES) %}
sentinel announce-hostnames {{ yn('SENTINEL_ANNOUNCE_HOSTNAMES', SENTINEL_ANNOUNCE_HOSTNAMES, 'no') }}
{% endif %}
{% if given(SENTINEL_TLS_PORT) %}

# TLS
tls-port {{ word(SENTINEL_TLS_PORT) }}
tls-cert-file {{ word(required('SENTINEL_TLS_CERT_FILE', SENTINEL_TLS_CERT_FILE)) }}
tls-key-file {{ word(required('SENTINEL_TLS_KEY_FILE', SENTINEL_TLS_KEY_FILE)) }}
tls-ca-cert-file {{ word(required('SENTINEL_TLS_CA_CERT_FILE', SENTINEL_TLS_CA_CERT_FILE)) }}
{% if given(SENTINEL_TLS_REPLICATION) %}
tls-replication {{ yn('SENTINEL_TLS_REPLICATION', SENTINEL_TLS_REPLICATION, 'no') }}
{% endif %}
{% endif %}
{% if password %}

# Access to this Sentinel; it also signs in to the other Sentinels with it, so all need the same.
{% if user == 'default' %}
requirepass {{ q(password) }}
{% else %}
user default off
user {{ word(user) }} on {{ q('>' ~ password) }} ~* &* +@all
sentinel sentinel-user {{ word(user) }}
sentinel sentinel-pass {{ q(password) }}
{% endif %}
{% endif %}

# The master it watches
sentinel monitor {{ master }} {{ word(required('SENTINEL_MASTER_IP', SENTINEL_MASTER_IP)) }} {{ word(required('SENTINEL_MASTER_PORT', SENTINEL_MASTER_PORT)) }} {{ word(required('SENTINEL_QUORUM', SENTINEL_QUORUM)) }}
{% if secret(SENTINEL_MASTER_PASSWORD) %}
{% if given(SENTINEL_MASTER_USER) %}
sentinel auth-user {{ master }} {{ word(SENTINEL_MASTER_USER) }}
{% endif %}
sentinel auth-pass {{ master }} {{ q(SENTINEL_MASTER_PASSWORD) }}
{% endif %}
sentinel down-after-milliseconds {{ master }} {{ word(SENTINEL_DOWN_AFTER_MS, 30000) }}
sentinel parallel-syncs {{ master }} {{ word(SENTINEL_PARALLEL_SYNCS, 1) }}
sentinel failover-timeout {{ master }} {{ word(SENTINEL_FAILOVER_TIMEOUT, 180000) }}
sentinel deny-scripts-reconfig yes

<?php
// Signs two users in with PHP's sessions in Redis; argv: port of a redis-server, serialize handler.
[, $port, $handler] = $argv;
ini_set('session.save_handler', 'redis');
ini_set('session.save_path', "tcp://127.0.0.1:$port?database=0");
ini_set('session.serialize_handler', $handler);
ini_set('session.use_cookies', '0');
ini_set('session.use_only_cookies', '0');
ini_set('session.cache_limiter', '');
ini_set('redis.session.locking_enabled', '1');
$lines = [];
foreach ([['4711', '198.51.100.9'], ['7', '198.51.100.10'], [null, '198.51.100.11']] as [$user, $ip]) {
    session_id(session_create_id());
    session_start();
    $_SESSION = $user === null ? ['cart' => [1]] : ['user_id' => (int) $user, 'name' => 'Alice|x', 'ip' => $ip, 'created_at' => 1795401014];
    $lines[] = json_encode(['user' => $user, 'cookie' => session_id()] + ($user === null ? [] : ['ip' => $ip]));
    // The last one is left open, so that its lock is there when the keys are read.
    if ($user !== null) session_write_close();
}
session_write_close();
$redis = new Redis();
$redis->connect('127.0.0.1', (int) $port);
$redis->setex('PHPREDIS_SESSION:' . session_id() . '_LOCK', 30, 'held');
echo implode("\n", $lines), "\n";

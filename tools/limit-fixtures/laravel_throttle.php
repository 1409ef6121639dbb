<?php
// Counts with Laravel's RateLimiter in a real server; prints what it wrote and what it says of it. Usage: laravel_throttle.php PORT
require 'Illuminate/Contracts/autoload.php';
require 'Illuminate/Support/autoload.php';
require 'Illuminate/Redis/autoload.php';
require 'Illuminate/Cache/autoload.php';

use Illuminate\Cache\RateLimiter;
use Illuminate\Cache\RedisStore;
use Illuminate\Cache\Repository;
use Illuminate\Redis\RedisManager;

const DB = 3;
const LIMIT = 5;
$port = (int) $argv[1];
$connection = ['host' => '127.0.0.1', 'port' => $port, 'database' => DB];
// The names that a fresh application has.
$options = ['prefix' => 'laravel_database_'];
$redis = new RedisManager(null, 'phpredis', ['options' => $options, 'default' => $connection]);
$limiter = new RateLimiter(new Repository(new RedisStore($redis, 'laravel_cache', 'default')));
$plain = new Redis();
$plain->connect('127.0.0.1', $port);
$plain->select(DB);

// What ThrottleRequests makes of a visitor who is not signed in.
$key = sha1('app.test|192.0.2.88');
for ($nth = 0; $nth < 3; $nth++) {
    $limiter->hit($key, 60);
}
$cases = [capture($plain, ['used' => (int) $limiter->attempts($key), 'isBlocked' => false, 'resetAt' => resetAt($limiter, $key)])];
while (!$limiter->tooManyAttempts($key, LIMIT)) {
    $limiter->hit($key, 60);
}
$cases[] = capture($plain, ['used' => LIMIT, 'isBlocked' => true, 'resetAt' => resetAt($limiter, $key)]);
echo json_encode($cases);

function resetAt(RateLimiter $limiter, string $key): int
{
    return (time() + $limiter->availableIn($key)) * 1000;
}

function capture(Redis $plain, array $expected): array
{
    $names = $plain->keys('*');
    sort($names);
    $keys = array_map(fn ($name) => [
        'key' => base64_encode($name),
        'pttl' => $plain->pttl($name),
        'dump' => base64_encode($plain->dump($name)),
    ], $names);
    return [
        'preset' => 'laravel-throttle',
        'numbers' => ['limit' => LIMIT, 'windowMs' => 60000],
        'subject' => 'app.test|192.0.2.88',
        'now' => (int) (microtime(true) * 1000),
        'keys' => $keys,
        'expected' => $expected,
    ];
}

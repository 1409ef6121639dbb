<?php
// Signs two users in with Laravel's own session store, guard and limiter on Redis; argv: port of a redis-server.
require '/usr/share/php/Illuminate/autoload.php';

use Illuminate\Auth\GenericUser;
use Illuminate\Auth\SessionGuard;
use Illuminate\Cache\RateLimiter;
use Illuminate\Cache\RedisStore;
use Illuminate\Cache\Repository;
use Illuminate\Foundation\Application;
use Illuminate\Http\Request;
use Illuminate\Redis\RedisManager;
use Illuminate\Session\CacheBasedSessionHandler;
use Illuminate\Session\Store;

[, $port] = $argv;
$manager = new RedisManager(new Application(), 'phpredis', [
    'options' => ['prefix' => 'laravel_database_'],
    'default' => ['host' => '127.0.0.1', 'port' => (int) $port, 'database' => 0],
]);
$cache = new Repository(new RedisStore($manager, 'laravel_cache'));
$provider = new class implements Illuminate\Contracts\Auth\UserProvider {
    public function retrieveById($id) { return new GenericUser(['id' => $id]); }
    public function retrieveByToken($id, $token) { return null; }
    public function updateRememberToken($user, $token) {}
    public function retrieveByCredentials(array $credentials) { return null; }
    public function validateCredentials($user, array $credentials) { return false; }
};
foreach ([[4711, '198.51.100.9'], [7, '198.51.100.10'], [null, '198.51.100.11']] as [$user, $ip]) {
    $session = new Store('laravel_session', new CacheBasedSessionHandler($cache, 120));
    $session->start();
    if ($user !== null) {
        $guard = new SessionGuard('web', $provider, $session, Request::create('/login'));
        $guard->login(new GenericUser(['id' => $user]));
        $session->put('ip', $ip);
    }
    $session->save();
    echo json_encode(['user' => $user === null ? null : (string) $user, 'cookie' => $session->getId()] + ($user === null ? [] : ['ip' => $ip])), "\n";
}
// As ThrottleRequests does: the same prefix, and an id of the same form.
(new RateLimiter($cache))->hit(sha1('app.test|198.51.100.9'), 60);
$cache->put('settings', ['theme' => 'dark'], 60);

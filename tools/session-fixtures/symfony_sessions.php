<?php
// Signs two users in with Symfony's session on its Redis handler; argv: port of a redis-server.
require '/usr/share/php/Symfony/Component/HttpFoundation/autoload.php';
require '/usr/share/php/Symfony/Component/Security/Core/autoload.php';

use Symfony\Component\HttpFoundation\Session\Session;
use Symfony\Component\HttpFoundation\Session\Storage\Handler\RedisSessionHandler;
use Symfony\Component\HttpFoundation\Session\Storage\NativeSessionStorage;
use Symfony\Component\Security\Core\Authentication\Token\UsernamePasswordToken;
use Symfony\Component\Security\Core\User\InMemoryUser;

[, $port] = $argv;
$redis = new Redis();
$redis->connect('127.0.0.1', (int) $port);
foreach ([['ann', '198.51.100.9'], ['bob', '198.51.100.10'], [null, '']] as [$user, $ip]) {
    $session = new Session(new NativeSessionStorage(['use_cookies' => 0, 'cache_limiter' => ''], new RedisSessionHandler($redis)));
    $session->setId(bin2hex(random_bytes(16)));
    $session->start();
    if ($user !== null) {
        $token = new UsernamePasswordToken(new InMemoryUser($user, 'x', ['ROLE_USER']), 'main', ['ROLE_USER']);
        $session->set('_security_main', serialize($token));
        $session->set('ip', $ip);
    } else {
        $session->set('cart', [1]);
    }
    $line = json_encode(['user' => $user, 'cookie' => $session->getId()] + ($user === null ? [] : ['ip' => $ip]));
    $session->save();
    $lines[] = $line;
}
echo implode("\n", $lines), "\n";

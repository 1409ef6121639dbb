<?php
// Values of every kind as PHP's serialize(), its session handler and igbinary write them: one JSON line each.
namespace App\Models;

// Headers would be sent with the first line, and no session could be started then.
ob_start();

class Cart
{
    public $items = ['book'];
    protected $owner = 4711;
    private $secret = 'x';
}

class Own implements \Serializable
{
    public function serialize() { return 'own form'; }
    public function unserialize($data) {}
    public function __serialize(): array { return ['a' => 1]; }
    public function __unserialize(array $data): void {}
}

enum Suit: string { case Hearts = 'H'; }

$again = ['again'];
$circular = new \stdClass();
$circular->name = 'circular';
$circular->self = $circular;
$one = 'one';
$values = [
    'flat' => [['user_id' => 4711, 'n' => 0, 'neg' => -70000, 'neg8' => -7, 'h' => 300, 'w' => 70000, 'big' => PHP_INT_MAX, 'min' => -4294967296, 't' => true, 'f' => false, 'nil' => null],
        ['user_id' => 4711, 'n' => 0, 'neg' => -70000, 'neg8' => -7, 'h' => 300, 'w' => 70000, 'big' => 'n' . PHP_INT_MAX, 'min' => -4294967296, 't' => true, 'f' => false, 'nil' => null]],
    'text' => [['u' => 'jürgen ☃', 'e' => '', 'bar' => 'Alice|x;i:5;', 'long' => str_repeat('x', 300)], ['u' => 'jürgen ☃', 'e' => '', 'bar' => 'Alice|x;i:5;', 'long' => str_repeat('x', 300)]],
    'bytes' => [['b' => "\x00\xff\x80"], ['b' => 'b00ff80']],
    'nested' => [['l' => [1, [2, [3]]], 'm' => [5 => 'five', 'x' => ['y' => 1.5]], 'e' => []], ['l' => [1, [2, [3]]], 'm' => ['5' => 'five', 'x' => ['y' => 1.5]], 'e' => new \stdClass()]],
    'object' => [['cart' => new Cart(), 'own' => new Own(), 'suit' => Suit::Hearts], null],
    'reference' => [['a' => &$one, 'b' => &$one, 'c' => $again, 'd' => $again], ['a' => 'one', 'b' => 'one', 'c' => ['again'], 'd' => ['again']]],
    'circular' => [['c' => $circular], ['c' => ['@class' => 'stdClass', 'name' => 'circular', 'self' => '(refers to what it is in)']]],
    'proto' => [['__proto__' => ['polluted' => true], 'constructor' => 'x'], null],
    'strings again' => [['first' => 'same', 'second' => 'same', 'same' => 'first'], ['first' => 'same', 'second' => 'same', 'same' => 'first']],
    'array object' => [['a' => new \ArrayObject([1, 2])], null],
];
foreach ($values as $name => [$value, $expected]) {
    $say = fn ($codec, $bytes) => print(json_encode(['codec' => $codec, 'name' => $name, 'expected' => $expected, 'value' => base64_encode($bytes)]) . "\n");
    $say('php', serialize($value));
    $say('php+php', serialize(serialize($value)));
    if ($name !== 'object') {
        $say('igbinary', igbinary_serialize($value));
    } else {
        $say('igbinary', igbinary_serialize(['cart' => new Cart(), 'own' => new Own()]));
    }
    if (session_status() !== PHP_SESSION_ACTIVE) {
        ini_set('session.save_path', sys_get_temp_dir());
        ini_set('session.use_cookies', '0');
        ini_set('session.cache_limiter', '');
        session_start();
    }
    $_SESSION = $value;
    $say('php-session', session_encode());
}
session_destroy();

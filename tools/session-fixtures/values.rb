# Values of every kind as Ruby's Marshal.dump writes them: one JSON line each.
require "json"
require "base64"
require "set"

class Cart
  def initialize
    @items = ["book"]
    @owner = 4711
  end
end

class Own
  def _dump(_level) = "own form"
  def self._load(_) = new
end

class Also
  def marshal_dump = [1, "two"]
  def marshal_load(_) = nil
end

Pair = Struct.new(:left, :right)
class Words < Array; end

circular = { "name" => "circular" }
circular["self"] = circular
again = ["again"]
VALUES = {
  "flat" => [
    { "user_id" => 4711, "n" => 0, "b" => 122, "c" => 123, "neg" => -1, "neg2" => -300, "w" => 70_000, "max" => 2**30 - 1, "min" => -(2**30), "t" => true, "f" => false, "nil" => nil },
    { "user_id" => 4711, "n" => 0, "b" => 122, "c" => 123, "neg" => -1, "neg2" => -300, "w" => 70_000, "max" => 2**30 - 1, "min" => -(2**30), "t" => true, "f" => false, "nil" => nil },
  ],
  "long" => [{ "big" => 2**63, "neg" => -(2**70), "safe" => 2**40 }, { "big" => "n#{2**63}", "neg" => "n#{-(2**70)}", "safe" => 2**40 }],
  "text" => [{ "u" => "jürgen ☃", "e" => "", "latin" => "j\xFCrgen".dup.force_encoding("ISO-8859-1") }, { "u" => "jürgen ☃", "e" => "", "latin" => "b" + "j\xFCrgen".unpack1("H*") }],
  "bytes" => [{ "b" => "\x00\xFF\x80".b, "ascii" => "abc".b }, { "b" => "b00ff80", "ascii" => "abc" }],
  "nested" => [{ "l" => [1, [2, [3]]], sym: { other: :sym }, 5 => 1.5, "flt" => [0.1, -2.0] }, { "l" => [1, [2, [3]]], "sym" => { "other" => "sym" }, "5" => 1.5, "flt" => [0.1, -2.0] }],
  "warden" => [{ "warden.user.user.key" => [[4711], "$2a$12$abc"] }, { "warden.user.user.key" => [[4711], "$2a$12$abc"] }],
  "time" => [{ "at" => Time.utc(2026, 11, 30, 3, 4, 5, 678_000), "east" => Time.new(2026, 11, 30, 8, 34, 5, "+05:30"), "after" => "x", "again" => again, "same" => again },
             { "at" => "2026-11-30T03:04:05.678Z", "east" => "2026-11-30T03:04:05.000Z", "after" => "x", "again" => ["again"], "same" => ["again"] }],
  "object" => [{ "cart" => Cart.new, "own" => Own.new, "also" => Also.new, "pair" => Pair.new(1, "r"), "words" => Words.new(["w"]), "set" => Set.new([1]) }, nil],
  "shared" => [{ "a" => again, "b" => again, "c" => "again" }, { "a" => ["again"], "b" => ["again"], "c" => "again" }],
  "circular" => [circular, { "name" => "circular", "self" => "(refers to what it is in)" }],
  "default" => [{ "h" => Hash.new(7).merge("k" => 1), "re" => /a.b/i, "cls" => String }, nil],
  "proto" => [{ "__proto__" => { "polluted" => true }, "constructor" => "x" }, nil],
}
VALUES.each do |name, (value, expected)|
  puts JSON.generate("codec" => "marshal", "name" => name, "expected" => expected, "value" => Base64.strict_encode64(Marshal.dump(value)))
end

# Counts and bans with rack-attack in a real server; prints what it wrote and what it says of it. Usage: rack_attack.rb PORT
require "base64"
require "json"
require "rack"
require "rack/mock"
require "rack/attack"
require "redis"

REDIS = Redis.new(port: Integer(ARGV.fetch(0)), db: 2)
PERIOD = 60
IP = "192.0.2.77"

Rack::Attack.cache.store = REDIS
Rack::Attack.throttle("req/ip", limit: 5, period: PERIOD, &:ip)
Rack::Attack.blocklist("bad logins") do |request|
  Rack::Attack::Allow2Ban.filter(request.ip, maxretry: 3, findtime: PERIOD, bantime: 300) { request.path == "/login" }
end
APP = Rack::Attack.new(->(_) { [200, {}, ["ok"]] })

def visit(path)
  status, = APP.call(Rack::MockRequest.env_for(path, "REMOTE_ADDR" => IP))
  status
end

def capture(preset, numbers, expected)
  now = (Time.now.to_f * 1000).to_i
  keys = REDIS.keys("*").sort.map do |key|
    { key: Base64.strict_encode64(key), pttl: REDIS.pttl(key), dump: Base64.strict_encode64(REDIS.dump(key)) }
  end
  { preset: preset, numbers: numbers, subject: IP, now: now, keys: keys, expected: expected }
end

def window_end
  (Time.now.to_i / PERIOD + 1) * PERIOD * 1000
end

# All within one window of the clock.
sleep(PERIOD - Time.now.to_i % PERIOD) if Time.now.to_i % PERIOD > PERIOD - 15
numbers = { limit: 5, windowMs: PERIOD * 1000 }
3.times { visit("/") }
cases = [capture("rack-attack", numbers, { used: 3, isBlocked: false, resetAt: window_end })]
visit("/") until visit("/") == 429
cases << capture("rack-attack", numbers, { isBlocked: true, resetAt: window_end })
REDIS.flushdb
3.times { visit("/login") }
raise "not banned" unless visit("/login") == 403

cases << capture("rack-attack-ban", { windowMs: PERIOD * 1000 }, { isBlocked: true, releaseAt: (Time.now.to_i + 300) * 1000 })
puts JSON.generate(cases)

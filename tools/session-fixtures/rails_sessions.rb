# Signs two users in with Rails' middleware, warden and redis-actionpack; argv: port of a redis-server.
require "json"
require "logger"
require "action_controller"
require "redis-actionpack"
require "warden"
require "rack/mock"

User = Struct.new(:id)
Warden::Manager.serialize_into_session(:user) { |user| [[user.id], "$2a$12$K0ByB.6YI2/OYrB4fQOYLe"] }
Warden::Manager.serialize_from_session(:user) { |key| User.new(key.first.first) }
application = lambda do |env|
  user = env["PATH_INFO"][%r{/login/(\d+)}, 1]
  if user
    env["warden"].set_user(User.new(user.to_i), scope: :user)
    env["rack.session"]["ip"] = env["REMOTE_ADDR"]
    env["rack.session"]["created_at"] = Time.now.to_i
  else
    env["rack.session"]["cart"] = [1]
  end
  [200, {}, ["ok"]]
end
stack = Warden::Manager.new(application)
stack = ActionDispatch::Session::RedisStore.new(
  stack, key: "_shop_session", expire_after: 86_400, servers: ["redis://127.0.0.1:#{ARGV[0]}/0/session"],
)
stack = ActionDispatch::Cookies.new(stack)
[["4711", "198.51.100.9"], ["7", "198.51.100.10"], [nil, "198.51.100.11"]].each do |user, address|
  env = Rack::MockRequest.env_for("http://shop.test/#{user ? "login/#{user}" : "visit"}", "REMOTE_ADDR" => address)
  _, headers, = stack.call(env)
  cookie = headers["Set-Cookie"][/_shop_session=([^;]+)/, 1]
  puts JSON.generate({ user: user, cookie: cookie }.merge(user ? { ip: address } : {}))
end

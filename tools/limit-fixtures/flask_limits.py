"""Counts with Flask-Limiter in a real server; prints what it wrote and what it says of it. Usage: flask_limits.py PORT"""
import json
import sys
import time

from flask import Flask
from flask_limiter import Limiter
from limits import parse
from limits.storage import RedisStorage
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter

from capture import capture, redis_client

port = int(sys.argv[1])


def run(strategy, limiter_class, preset, db):
    uri = f"redis://127.0.0.1:{port}/{db}"
    app = Flask(__name__)
    limiter = Limiter(lambda: "192.0.2.66", app=app, storage_uri=uri, strategy=strategy)

    @app.route("/index")
    @limiter.limit("5 per 1 minute")
    def index():
        return "ok"

    client = app.test_client()
    for _ in range(3):
        assert client.get("/index").status_code == 200
        time.sleep(0.3)
    # It keeps only a weak reference to its storage.
    storage = RedisStorage(uri)
    stats = limiter_class(storage).get_window_stats(parse("5 per 1 minute"), "192.0.2.66", "index")
    partial = capture(redis_client(port, db), preset, {}, "192.0.2.66", {"used": 5 - stats[1], "resetAt": stats[0] * 1000})
    while client.get("/index").status_code == 200:
        pass
    full = capture(redis_client(port, db), preset, {}, "192.0.2.66", {"isBlocked": True})
    return [partial, full]


cases = run("fixed-window", FixedWindowRateLimiter, "flask-limiter", 0)
cases += run("moving-window", MovingWindowRateLimiter, "flask-limiter-moving", 1)
print(json.dumps(cases))

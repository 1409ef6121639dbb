"""Signs two users in to a Flask application with Flask-Session and Flask-Login; argv: port of a redis-server."""
import json, re, sys

import redis
from flask import Flask, request, session
from flask_login import LoginManager, UserMixin, login_user
from flask_session import Session

app = Flask(__name__)
app.config.update(SECRET_KEY="x", SESSION_TYPE="redis", SESSION_REDIS=redis.Redis(port=int(sys.argv[1])))
Session(app)
manager = LoginManager(app)


class User(UserMixin):
    def __init__(self, id):
        self.id = id


@manager.user_loader
def load(id):
    return User(id)


@app.route("/login/<id>")
def sign_in(id):
    login_user(User(id))
    session["ip"] = request.remote_addr
    session["user_agent"] = request.user_agent.string
    return "ok"


@app.route("/visit")
def visit():
    session["cart"] = [1]
    return "ok"


def cookie_of(path, address):
    answer = app.test_client().get(path, environ_base={"REMOTE_ADDR": address, "HTTP_USER_AGENT": "curl/8.0"})
    return re.search(r"session=([^;]+)", answer.headers["Set-Cookie"]).group(1)


print(json.dumps({"user": "4711", "cookie": cookie_of("/login/4711", "198.51.100.9"), "ip": "198.51.100.9"}))
print(json.dumps({"user": "7", "cookie": cookie_of("/login/7", "198.51.100.10"), "ip": "198.51.100.10"}))
print(json.dumps({"user": None, "cookie": cookie_of("/visit", "198.51.100.11")}))

"""Signs two users in to Django with its cache as the session store; argv: port of a redis-server, serializer, compressor, engine."""
import json, sys

import django
from django.conf import settings

port, serializer, compressor, engine = sys.argv[1:5]
options = {"CLIENT_CLASS": "django_redis.client.DefaultClient"}
if serializer != "pickle":
    options["SERIALIZER"] = f"django_redis.serializers.{serializer}.{'JSONSerializer' if serializer == 'json' else 'MSGPackSerializer'}"
if compressor != "none":
    options["COMPRESSOR"] = f"django_redis.compressors.{compressor}.{compressor.capitalize()}Compressor"
settings.configure(
    SECRET_KEY="x" * 50,
    USE_TZ=True,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    CACHES={"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": f"redis://127.0.0.1:{port}/0", "OPTIONS": options}},
    SESSION_ENGINE=f"django.contrib.sessions.backends.{engine}",
    SESSION_CACHE_ALIAS="default",
)
django.setup()
from importlib import import_module

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import RequestFactory

call_command("migrate", verbosity=0)
store = import_module(settings.SESSION_ENGINE).SessionStore
for name, address in (("ann", "198.51.100.9"), ("bob", "198.51.100.10")):
    user = User.objects.create_user(name, f"{name}@example.com", "x", id=4711 if name == "ann" else 7)
    request = RequestFactory().post("/login", REMOTE_ADDR=address)
    request.session = store()
    login(request, user)
    request.session["ip"] = request.META["REMOTE_ADDR"]
    request.session.save()
    print(json.dumps({"user": str(user.pk), "cookie": request.session.session_key, "ip": address}))
request = RequestFactory().get("/")
visitor = store()
visitor["cart"] = [1, 2]
visitor.save()
print(json.dumps({"user": None, "cookie": visitor.session_key}))

"""Writes down everything in a database, with its expiry and the time of the look."""
import base64
import time

import redis


def redis_client(port, db):
    return redis.Redis(port=port, db=db)


def capture(client, preset, numbers, subject, expected):
    now = int(time.time() * 1000)
    keys = []
    for key in sorted(client.keys("*")):
        kept = {"key": base64.b64encode(key).decode(), "pttl": client.pttl(key)}
        kept["dump"] = base64.b64encode(client.dump(key)).decode()
        keys.append(kept)
    return {"preset": preset, "numbers": numbers, "subject": subject, "now": now, "keys": keys, "expected": expected}

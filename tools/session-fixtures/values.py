"""Values of every kind in every protocol of pickle: one JSON line each, with what a reader should make of it."""
import base64, collections, datetime, decimal, json, pickle, uuid, zlib


class Cart:
    def __init__(self):
        self.items = ["book"]
        self.owner = 4711


Cart.__module__ = "shop.models"


class Slotted:
    __slots__ = ("a",)


utc = datetime.timezone.utc
east = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
VALUES = {
    "flat": ({"_auth_user_id": "4711", "n": 0, "b": 255, "h": 65535, "i": -1, "w": 2147483647},
             {"_auth_user_id": "4711", "n": 0, "b": 255, "h": 65535, "i": -1, "w": 2147483647}),
    "long": ({"big": 2**63, "neg": -(2**70), "safe": 2**40}, {"big": f"n{2**63}", "neg": f"n{-(2**70)}", "safe": 2**40}),
    "text": ({"u": "jürgen ☃ 😀\n\\u0041", "e": "", "q": "it's \"so\""}, {"u": "jürgen ☃ 😀\n\\u0041", "e": "", "q": "it's \"so\""}),
    "bytes": ({"b": b"\x00\xff\x80", "ascii": b"abc"}, {"b": "b00ff80", "ascii": "b616263"}),
    "nested": ({"l": [1, [2, (3, 4, 5, 6)], ()], "d": {1: {"x": None}, (1, 2): True}, "t": (1,), "f": 1.5},
               {"l": [1, [2, [3, 4, 5, 6]], []], "d": {"1": {"x": None}, "(1, 2)": True}, "t": [1], "f": 1.5}),
    "sets": ({"s": {7}, "f": frozenset({8}), "e": set()}, {"s": [7], "f": [8], "e": []}),
    "times": ({"utc": datetime.datetime(2026, 11, 30, 3, 4, 5, 678000, utc), "east": datetime.datetime(2026, 11, 30, 8, 34, 5, 0, east),
               "naive": datetime.datetime(2026, 1, 2, 3, 4, 5), "day": datetime.date(2026, 2, 28)},
              {"utc": "2026-11-30T03:04:05.678Z", "east": "2026-11-30T08:34:05.000+05:30", "naive": "2026-01-02T03:04:05.000", "day": "2026-02-28"}),
    "known": ({"d": decimal.Decimal("12.50"), "o": collections.OrderedDict([("z", 1), ("a", 2)]), "dd": collections.defaultdict(list, {"k": [1]})},
              {"d": "12.50", "o": {"z": 1, "a": 2}, "dd": {"k": [1]}}),
    "proto": ({"__proto__": {"polluted": True}, "constructor": "x"}, None),
    "shared": ((lambda s: {"a": s, "b": s, "c": "again", "d": "again"})(["again"]),
               {"a": ["again"], "b": ["again"], "c": "again", "d": "again"}),
}
circular = {"name": "circular"}
circular["self"] = circular
VALUES["circular"] = (circular, {"name": "circular", "self": "(refers to what it is in)"})

import sys, types
module = types.ModuleType("shop.models"); module.Cart = Cart
sys.modules["shop"] = types.ModuleType("shop"); sys.modules["shop.models"] = module
VALUES["object"] = ({"cart": Cart(), "id": uuid.UUID("550e8400-e29b-41d4-a716-446655440000")}, None)

for name, (value, expected) in VALUES.items():
    for protocol in range(0, pickle.HIGHEST_PROTOCOL + 1):
        data = pickle.dumps(value, protocol)
        print(json.dumps({"codec": "pickle", "name": f"{name} {protocol}", "expected": expected, "value": base64.b64encode(data).decode()}))
data = zlib.compress(pickle.dumps(VALUES["flat"][0], 4))
print(json.dumps({"codec": "zlib+pickle", "name": "flat", "expected": VALUES["flat"][1], "value": base64.b64encode(data).decode()}))

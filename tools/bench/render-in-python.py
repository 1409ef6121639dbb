#!/usr/bin/python3
"""How long ansible-core takes to render a template: {"template", "vars", "rounds"} on stdin, milliseconds a round on stdout."""
import json
import sys
import time

from ansible.parsing.dataloader import DataLoader
from ansible.template import AnsibleEnvironment, Templar

asked = json.load(sys.stdin)
variables = asked["vars"]
templar = Templar(loader=DataLoader(), variables=variables).copy_with_new_env(
    environment_class=AnsibleEnvironment,
    newline_sequence="\n",
    trim_blocks=True,
    lstrip_blocks=False,
    available_variables=variables,
)
times = []
for _ in range(asked["rounds"]):
    began = time.perf_counter()
    templar.do_template(asked["template"], preserve_trailing_newlines=True, escape_backslashes=False)
    times.append((time.perf_counter() - began) * 1000)
print(json.dumps(times))

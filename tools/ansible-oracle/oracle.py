#!/usr/bin/python3
"""Renders templates as ansible.builtin.template does: one JSON case a line on stdin, one JSON answer a line on stdout.

A case is {"template", "vars", "files"?}; an answer is {"output"} or {"error"}.
"""
import json
import os
import resource
import signal
import sys
import tempfile

from ansible.parsing.dataloader import DataLoader
from ansible.template import AnsibleEnvironment, Templar, generate_ansible_template_vars
from ansible.utils.unsafe_proxy import wrap_var


# A random template may ask for more than any machine has.
SECONDS_A_CASE = 3
MOST_BYTES = 1 << 30


def decode(node):
    """Turns the markers for what JSON cannot say back into Python values."""
    if isinstance(node, list):
        return [decode(item) for item in node]
    if not isinstance(node, dict):
        return node
    if len(node) == 1:
        (marker, value), = node.items()
        if marker == "__float__":
            return float(value)
        if marker == "__int__":
            return int(value)
        if marker == "__unsafe__":
            return wrap_var(value)
    return {key: decode(value) for key, value in node.items()}


def give_up(signum, frame):
    raise TimeoutError("The case takes too long.")


def render(loader, folder, case):
    """The lines of plugins/action/template.py between reading the source and copying the result."""
    for name, text in case.get("files", {}).items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
    source = os.path.join(folder, "template.j2")
    with open(source, "w", encoding="utf-8", newline="") as file:
        file.write(case["template"])
    variables = decode(case["vars"])
    variables.setdefault("inventory_hostname", "localhost")
    variables.update(generate_ansible_template_vars("template.j2", source, os.path.join(folder, "out")))
    templar = Templar(loader=loader, variables=variables).copy_with_new_env(
        environment_class=AnsibleEnvironment,
        searchpath=[os.path.join(folder, "templates"), folder],
        newline_sequence="\n",
        trim_blocks=True,
        lstrip_blocks=False,
        available_variables=variables,
    )
    signal.setitimer(signal.ITIMER_REAL, SECONDS_A_CASE)
    try:
        text = templar.do_template(case["template"], preserve_trailing_newlines=True, escape_backslashes=False)
        text.encode("utf-8")
        return {"output": text}
    except Exception as error:  # Whatever Ansible raises is the answer.
        return {"error": "%s: %s" % (type(error).__name__, error)}
    except RecursionError as error:
        return {"error": "RecursionError: %s" % error}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    signal.signal(signal.SIGALRM, give_up)
    loader = DataLoader()
    with tempfile.TemporaryDirectory() as folder:
        loader.set_basedir(folder)
        for line in sys.stdin:
            print(json.dumps(render(loader, folder, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()

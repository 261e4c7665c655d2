"""Starting programs, with nothing of our own environment in theirs."""

import os
import subprocess

SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin"


class Failed(Exception):
    """A command of the scenario itself, not of a workflow, went wrong."""


def run(command, cwd=None, env=None, check=True, timeout=60, stdin=None, errors=subprocess.STDOUT):
    """Runs a command; its two streams come back as one text, unless `errors` go elsewhere."""
    variables = {"PATH": SYSTEM_PATH, "HOME": os.environ["MANDATE_WORKFLOW_HOME"], "LANG": "C.UTF-8", "TZ": "UTC"}
    variables.update(env or {})
    result = subprocess.run(
        command, cwd=cwd, env=variables, input=stdin, text=True, timeout=timeout,
        stdout=subprocess.PIPE, stderr=errors)
    if check and result.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))}\nended with {result.returncode}\n{result.stdout}")
    return result


def git(folder, *words, check=True):
    """The output of a git command in a folder, without the last line break."""
    return run(["git", *words], cwd=folder, check=check).stdout.rstrip("\n")


def make_home(folder):
    """A home for git without anybody's settings."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, ".gitconfig"), "w", encoding="utf-8") as file:
        file.write("[user]\n\tname = Somebody\n\temail = somebody@broker.example\n"
                   "[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n[commit]\n\tgpgSign = false\n"
                   "[gc]\n\tauto = 0\n[core]\n\tfsync = none\n")
    os.environ["MANDATE_WORKFLOW_HOME"] = folder


def install_program(folder, name, interpreter, script, *arguments):
    """A program `name` that runs one of our scripts, for the front of PATH."""
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name)
    words = " ".join(f"'{word}'" for word in (interpreter, "-I", "-S", script, *arguments))
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'#!/bin/sh\nexec {words} "$@"\n')
    os.chmod(path, 0o755)

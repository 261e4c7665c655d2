"""What a forge remembers beside the repository, in one JSON file that the fake `gh` and `curl` share."""

import contextlib
import json
import os

BOT = "github-actions[bot]"


@contextlib.contextmanager
def opened(folder):
    """The state, written back at the end; one process at a time."""
    path = os.path.join(folder, "state.json")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            state = json.load(file)
    else:
        state = {"next": 1, "pulls": [], "comments": [], "issues": [], "runs": [], "artifacts": [], "tokens": {},
                 "sarif": [], "writes": []}
    yield state
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(state, file, indent=1)
    os.replace(path + ".new", path)


def number(state):
    state["next"] += 1
    return state["next"] - 1

"""What the actions do that the workflows use. An action, an input or a version that is not here fails the run."""

import json
import os
import re
import shutil

import forge_state
from processes import git

PINNED = re.compile(r"([\w.-]+/[\w./-]+)@[0-9a-f]{40}")
NO_REMOTE = "https://no-credentials.invalid/"


class ActionError(Exception):
    """The step fails, as the real action would."""


def perform(uses, inputs, job):
    """Carries out one `uses:`; its outputs come back."""
    match = PINNED.fullmatch(uses)
    if not match:
        raise AssertionError(f"{uses} is not pinned by a commit")
    if match[1] not in ACTIONS:
        raise AssertionError(f"no stand-in for the action {match[1]}")
    action, known = ACTIONS[match[1]]
    if set(inputs) - known:
        raise AssertionError(f"{match[1]}: unknown inputs {sorted(set(inputs) - known)}")
    return action(inputs, job) or {}


def checkout(inputs, job):
    job.need("read", "contents")
    ref = inputs.get("ref")
    if ref is None:
        sha = job.github["sha"]
    else:
        if job.github["event_name"] in ("workflow_run", "pull_request_target"):
            raise ActionError("refusing to check out a pull request in a trusted workflow")
        sha = git(job.origin, "rev-parse", "--verify", f"refs/heads/{ref}")
    folder = os.path.normpath(os.path.join(job.workspace, inputs.get("path", ".")))
    os.makedirs(folder, exist_ok=True)
    git(folder, "init", "--quiet")
    git(folder, "remote", "add", "origin", job.origin)
    git(folder, "fetch", "--quiet", "--no-tags", "--depth=1", f"file://{job.origin}", sha)
    git(folder, "checkout", "--quiet", "FETCH_HEAD")
    # Who keeps no credentials reaches nothing afterwards; whoever may only read pushes nothing.
    if inputs.get("persist-credentials", "true") == "false":
        git(folder, "remote", "set-url", "origin", NO_REMOTE)
    if job.level("contents") != "write":
        git(folder, "remote", "set-url", "--push", "origin", NO_REMOTE)


def upload_artifact(inputs, job):
    path, missing = inputs["path"], inputs.get("if-no-files-found", "warn")
    files = os.listdir(path) if os.path.isdir(path) else []
    if not files:
        if missing == "error":
            raise ActionError(f"no files were found with the provided path: {path}")
        return
    with forge_state.opened(job.state) as state:
        if any(one["run"] == job.run and one["name"] == inputs["name"] for one in state["artifacts"]):
            raise ActionError(f"an artifact with the name {inputs['name']} already exists")
        identifier = forge_state.number(state)
        folder = os.path.join(job.state, "artifacts", str(identifier))
        shutil.copytree(path, folder)
        state["artifacts"].append(
            {"id": identifier, "run": job.run, "name": inputs["name"], "folder": folder})


def download_artifact(inputs, job):
    run = int(inputs.get("run-id", job.run))
    if run != job.run:
        if inputs.get("github-token") != job.token:
            raise ActionError("another run's artifacts need a token")
        job.need("read", "actions")
    with forge_state.opened(job.state) as state:
        found = [one for one in state["artifacts"] if one["run"] == run and one["name"] == inputs["name"]]
    if not found:
        raise ActionError(f"artifact not found for name: {inputs['name']}")
    shutil.copytree(found[0]["folder"], inputs["path"], dirs_exist_ok=True)


def upload_sarif(inputs, job):
    job.need("write", "security-events")
    if not os.path.exists(inputs["sarif_file"]):
        raise ActionError(f"path does not exist: {inputs['sarif_file']}")
    with open(inputs["sarif_file"], encoding="utf-8") as file:
        log = json.load(file)
    if log["version"] != "2.1.0" or not log["runs"]:
        raise ActionError("that is no SARIF 2.1.0")
    with forge_state.opened(job.state) as state:
        state["sarif"].append({"category": inputs["category"], "log": log, "run": job.run})


ACTIONS = {
    "actions/checkout": (checkout, {"ref", "path", "persist-credentials"}),
    "actions/upload-artifact": (upload_artifact, {"name", "path", "if-no-files-found"}),
    "actions/download-artifact": (download_artifact, {"name", "path", "run-id", "github-token"}),
    "github/codeql-action/upload-sarif": (upload_sarif, {"sarif_file", "category"}),
}

"""Stands in for `gh` in the workflows: the calls that they make, with GitHub's paging and the permissions of the job's token.

    fake_gh.py STATE-FOLDER api|run ...
"""

import json
import os
import re
import shutil
import subprocess
import sys
from urllib.parse import parse_qsl, urlsplit

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import forge_state  # noqa: E402

LEVELS = {"none": 0, "read": 1, "write": 2}


def fail(message, code=1):
    sys.stderr.write(f"gh: {message}\n")
    sys.exit(code)


class Server:
    """One call of the API: who asks, what for, and the answer."""

    def __init__(self, state, token, fields):
        if token not in state["tokens"]:
            fail("HTTP 401: Bad credentials", 4)
        self.state, self.fields = state, fields
        self.permissions = state["tokens"][token]

    def need(self, level, *names):
        held = max(LEVELS[self.permissions.get(name, "none")] for name in names)
        if held < LEVELS[level]:
            fail(f"HTTP 403: Resource not accessible by integration (needs {level} of {' or '.join(names)})")

    def route(self, method, path):
        for pattern, verb, answer in ROUTES:
            match = re.fullmatch(r"repos/[\w-]+/[\w-]+/" + pattern, path)
            if match and verb == method:
                return answer(self, *match.groups())
        return fail(f"HTTP 404: {method} {path}")

    def pulls_by_head(self):
        self.need("read", "pull-requests")
        if set(self.fields) - {"state", "base", "head", "per_page", "page"}:
            fail(f"HTTP 422: {self.fields}")
        return [pull for pull in self.state["pulls"]
                if pull["state"] == self.fields.get("state", "open")
                and pull["base"]["ref"] == self.fields.get("base", pull["base"]["ref"])
                and pull["head"]["label"] == self.fields.get("head", pull["head"]["label"])]

    def pulls_of_commit(self, sha):
        self.need("read", "pull-requests")
        return [pull for pull in self.state["pulls"] if sha in (pull["merge_commit_sha"], pull["head"]["sha"])]

    def comments(self, issue):
        self.need("read", "issues", "pull-requests")
        return [comment for comment in self.state["comments"] if comment["issue"] == int(issue)]

    def add_comment(self, issue):
        self.need("write", "issues", "pull-requests")
        if len(self.fields["body"]) > 65536:
            fail("HTTP 422: body is too long")
        comment = {"id": forge_state.number(self.state), "issue": int(issue), "user": {"login": forge_state.BOT},
                   "body": self.fields["body"], "edits": 0}
        self.state["comments"].append(comment)
        return comment

    def edit_comment(self, identifier):
        self.need("write", "issues", "pull-requests")
        comment = next(one for one in self.state["comments"] if one["id"] == int(identifier))
        comment.update(body=self.fields["body"], edits=comment["edits"] + 1)
        return comment

    def runs_of_workflow(self, file):
        self.need("read", "actions")
        runs = [run for run in self.state["runs"] if run["path"] == f".github/workflows/{file}"
                and all(run[key] == value for key, value in self.fields.items() if key not in ("per_page", "page"))]
        return {"workflow_runs": list(reversed(runs))}

    def artifacts_of_run(self, run):
        self.need("read", "actions")
        return {"artifacts": [one for one in self.state["artifacts"] if one["run"] == int(run)]}

    def issues(self):
        self.need("read", "issues")
        return [issue for issue in self.state["issues"] if issue["state"] == self.fields.get("state", "open")]

    def add_issue(self):
        self.need("write", "issues")
        issue = {"number": forge_state.number(self.state), "user": {"login": forge_state.BOT}, "state": "open",
                 "title": self.fields["title"], "body": self.fields["body"]}
        self.state["issues"].append(issue)
        return issue

    def edit_issue(self, wanted):
        self.need("write", "issues")
        issue = next(one for one in self.state["issues"] if one["number"] == int(wanted))
        issue.update({key: self.fields[key] for key in ("state", "body", "title") if key in self.fields})
        return issue


ROUTES = [
    ("pulls", "GET", Server.pulls_by_head),
    (r"commits/([0-9a-f]{40})/pulls", "GET", Server.pulls_of_commit),
    (r"issues/(\d+)/comments", "GET", Server.comments),
    (r"issues/(\d+)/comments", "POST", Server.add_comment),
    (r"issues/comments/(\d+)", "PATCH", Server.edit_comment),
    (r"actions/workflows/([\w.-]+)/runs", "GET", Server.runs_of_workflow),
    (r"actions/runs/(\d+)/artifacts", "GET", Server.artifacts_of_run),
    ("issues", "GET", Server.issues),
    ("issues", "POST", Server.add_issue),
    (r"issues/(\d+)", "PATCH", Server.edit_issue),
]


def field(text, is_typed):
    key, _, value = text.partition("=")
    if is_typed and value.startswith("@"):
        with open(value[1:], encoding="utf-8") as file:
            value = file.read()
    return key, value


def api(state, words):
    method, path, fields, jq, is_quiet, is_paged = None, None, {}, None, False, False
    while words:
        word = words.pop(0)
        if word in ("--method", "-X"):
            method = words.pop(0)
        elif word in ("-f", "--raw-field", "-F", "--field"):
            fields.update([field(words.pop(0), word in ("-F", "--field"))])
        elif word in ("--jq", "-q"):
            jq = words.pop(0)
        elif word == "--silent":
            is_quiet = True
        elif word == "--paginate":
            is_paged = True
        elif word.startswith("-") or path:
            fail(f"this stand-in does not know {word}")
        else:
            path = word
    method = method or ("POST" if fields else "GET")
    parts = urlsplit(path)
    fields.update(parse_qsl(parts.query))
    answer = Server(state, os.environ.get("GH_TOKEN", ""), fields).route(method, parts.path)
    if method != "GET":
        state["writes"].append(f"{method} {parts.path}")
    for page in pages(answer, int(fields.get("per_page", 30)), is_paged):
        text = json.dumps(page)
        if jq:
            text = subprocess.run(["jq", "-r", jq], input=text, text=True, check=True, stdout=subprocess.PIPE).stdout
        if not is_quiet:
            print(text)


def pages(answer, size, is_paged):
    """Lists come in pages, one JSON text each, and only the first unless all were asked for."""
    if not isinstance(answer, list):
        return [answer]
    cut = [answer[start:start + size] for start in range(0, len(answer), size)] or [[]]
    return cut if is_paged else cut[:1]


def run_download(state, words):
    if words[:1] != ["download"]:
        fail(f"this stand-in does not know run {words[:1]}")
    run, options = words[1], dict(zip(words[2::2], words[3::2]))
    if set(options) - {"--repo", "--name", "--dir"}:
        fail(f"this stand-in does not know {options}")
    Server(state, os.environ.get("GH_TOKEN", ""), {}).need("read", "actions")
    for artifact in state["artifacts"]:
        if artifact["run"] == int(run) and artifact["name"] == options["--name"]:
            shutil.copytree(artifact["folder"], options["--dir"], dirs_exist_ok=True)
            return
    fail("no valid artifacts found to download")


with forge_state.opened(sys.argv[1]) as shared:
    command, rest = sys.argv[2], sys.argv[3:]
    if command == "api":
        api(shared, rest)
    elif command == "run":
        run_download(shared, rest)
    else:
        fail(f"this stand-in does not know {command}")

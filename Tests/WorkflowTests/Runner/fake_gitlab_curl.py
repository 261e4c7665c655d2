"""Stands in for `curl` against GitLab's API: the calls that the pipeline makes, with pages and the token's rights.

    fake_gitlab_curl.py STATE-FOLDER BASE-URL [OPTION...] URL
"""

import json
import os
import re
import sys
from urllib.parse import parse_qsl, urlsplit

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import forge_state  # noqa: E402


def fail(message, code=22):
    sys.stderr.write(f"curl: ({code}) {message}\n")
    sys.exit(code)


def read_words(words):
    """The method, the URL, the headers and the form."""
    method, url, headers, form, flags = None, None, {}, {}, set()
    while words:
        word = words.pop(0)
        if word == "--request":
            method = words.pop(0)
        elif word == "--header":
            key, _, value = words.pop(0).partition(": ")
            headers[key] = value
        elif word == "--data-urlencode":
            text = words.pop(0)
            key = re.match(r"[a-z_]+", text)[0]
            if text[len(key)] == "@":
                with open(text[len(key) + 1:], encoding="utf-8") as file:
                    form[key] = file.read()
            else:
                form[key] = text[len(key) + 1:]
        elif word in ("--fail", "--silent", "--show-error"):
            flags.add(word)
        elif word.startswith("-") or url:
            fail(f"this stand-in does not know {word}", 2)
        else:
            url = word
    if "--fail" not in flags:
        fail("without --fail an error page would be taken for an answer", 2)
    return method or ("POST" if form else "GET"), url, headers, form


def notes(state, method, form, iid):
    if method == "POST":
        note = {"id": forge_state.number(state), "iid": int(iid), "author": {"username": state["bot"]}, "edits": 0}
        state["comments"].append(dict(note, body=form["body"]))
        return state["comments"][-1]
    return sorted((one for one in state["comments"] if one["iid"] == int(iid)), key=lambda one: -one["id"])


def note(state, method, form, _, identifier):
    found = next(one for one in state["comments"] if one["id"] == int(identifier))
    if method != "PUT" or found["author"]["username"] != state["bot"]:
        fail("The requested URL returned error: 403")
    found.update(body=form["body"], edits=found["edits"] + 1)
    return found


def issues(state, method, form, query):
    if method == "POST":
        number = forge_state.number(state)
        state["issues"].append({"iid": number, "author": {"username": state["bot"]}, "state": "opened", **form})
        return state["issues"][-1]
    return [one for one in state["issues"] if one["state"] == query.get("state", one["state"])]


def issue(state, method, form, iid):
    found = next(one for one in state["issues"] if one["iid"] == int(iid))
    if form.pop("state_event", None) == "close":
        found["state"] = "closed"
    found.update(form)
    return found


def request(state, method, iid):
    found = next(one for one in state["pulls"] if one["iid"] == int(iid))
    return found if method == "GET" else fail("The requested URL returned error: 405")


def requests_of_commit(state, sha):
    return [one for one in state["pulls"] if sha in (one["sha"], one["merge_commit_sha"])]


def answer(state, method, path, query, form):
    for pattern, act in (
            (r"/user", lambda: {"username": state["bot"]}),
            (r"/projects/7/merge_requests/(\d+)/notes", lambda *m: notes(state, method, form, *m)),
            (r"/projects/7/merge_requests/(\d+)/notes/(\d+)", lambda *m: note(state, method, form, *m)),
            (r"/projects/7/merge_requests/(\d+)", lambda *m: request(state, method, *m)),
            (r"/projects/7/repository/commits/([0-9a-f]{40})/merge_requests", lambda *m: requests_of_commit(state, *m)),
            (r"/projects/7/issues", lambda: issues(state, method, form, query)),
            (r"/projects/7/issues/(\d+)", lambda *m: issue(state, method, form, *m))):
        match = re.fullmatch(pattern, path)
        if match:
            return act(*match.groups())
    return fail(f"The requested URL returned error: 404: {path}")


def main():
    folder, base = sys.argv[1:3]
    method, url, headers, form = read_words(sys.argv[3:])
    if not url.startswith(base):
        fail(f"Could not resolve host: {url}", 6)
    parts = urlsplit(url[len(base):])
    query = dict(parse_qsl(parts.query))
    with forge_state.opened(folder) as state:
        if headers.get("PRIVATE-TOKEN") not in state["tokens"]:
            fail("The requested URL returned error: 401")
        found = answer(state, method, parts.path, query, form)
        if method != "GET":
            state["writes"].append(f"{method} {parts.path}")
    if isinstance(found, list):
        size, page = min(int(query.get("per_page", 20)), 100), int(query.get("page", 1))
        found = found[(page - 1) * size:page * size]
    print(json.dumps(found))


main()

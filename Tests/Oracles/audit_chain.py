"""Checks an exported audit trail with nothing but SHA-256: docs/audit.md, "Checking it elsewhere".

    mandate audit export | python3 audit_chain.py [--head sha256:...]
    python3 audit_chain.py FILE [--head sha256:...]

FILE is what `mandate audit export` prints: JSON lines, or CSV with --raw. Exit 0 and one line when
every link holds; exit 1 and what is wrong otherwise. Shares no code with the program.
"""

import argparse
import csv
import hashlib
import io
import json
import sys

COLUMNS = ["sequence", "revision", "action", "subject", "before", "after", "detail", "previous",
           "hash"]
ZERO = "sha256:" + "0" * 64


def entries(text):
    """The entries of an export in either form."""
    if text.startswith(COLUMNS[0] + ","):
        rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        if rows.fieldnames != COLUMNS:
            raise ValueError("the header is %r" % (rows.fieldnames,))
        for row in rows:
            for name in ("sequence", "revision"):
                row[name] = int(row[name])
            for name in ("before", "after"):
                row[name] = row[name] or None
            yield row
        return
    for line in text.split("\n"):
        if line:
            entry = json.loads(line)
            if sorted(entry) != sorted(COLUMNS):
                raise ValueError("an entry has the members %r" % sorted(entry))
            yield entry


def digest(text):
    """The 32 bytes that `sha256:` and 64 digits stand for."""
    if not text.startswith("sha256:") or len(text) != 71 or text != text.lower():
        raise ValueError("%r is not a digest" % text)
    return bytes.fromhex(text[7:])


def link(entry):
    """The hash that the content of an entry gives."""
    message = b"mandate audit 1\n%d\n%d\n" % (entry["sequence"], entry["revision"])
    message += digest(entry["previous"])
    for name in ("action", "subject", "detail"):
        content = entry[name].encode("utf-8")
        message += b"%d:" % len(content) + content
    for name in ("before", "after"):
        value = entry[name]
        message += b"\0" * 33 if value is None else b"\1" + digest(value)
    return "sha256:" + hashlib.sha256(message).hexdigest()


def problems(trail, head=None):
    """Everything that does not hold, as sentences; `head` must be one of the links."""
    found = []
    last = None
    seen = set()
    for entry in trail:
        name = "entry %d" % entry["sequence"]
        if last is None:
            seen.add(entry["previous"])
            if entry["sequence"] == 1 and entry["previous"] != ZERO:
                found.append(name + " is the first and has something before it")
            if entry["action"] != "commit":
                found.append(name + " does not open its revision")
        else:
            if entry["sequence"] != last["sequence"] + 1:
                found.append("%s follows entry %d" % (name, last["sequence"]))
            if entry["previous"] != last["hash"]:
                found.append(name + " is linked to another entry than the one before it")
            opens = 1 if entry["action"] == "commit" else 0
            if entry["revision"] != last["revision"] + opens:
                found.append(name + " stands outside its revision")
        if entry["hash"] != link(entry):
            found.append(name + " has another hash than its content gives")
        seen.add(entry["hash"])
        last = entry
    if last is None:
        found.append("there is no entry")
    if head is not None and head not in seen:
        found.append("the head %s is no link of this chain: history went backwards" % head)
    return found, last


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?")
    parser.add_argument("--head")
    options = parser.parse_args()
    if options.file:
        with open(options.file, encoding="utf-8", newline="") as stream:
            text = stream.read()
    else:
        text = sys.stdin.buffer.read().decode("utf-8")
    try:
        found, last = problems(entries(text), options.head)
    except (ValueError, KeyError, TypeError, csv.Error) as error:
        found, last = ["the export cannot be read: %s" % error], None
    for problem in found:
        print(problem)
    if found:
        return 1
    print("verified: up to entry %d, head %s" % (last["sequence"], last["hash"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())

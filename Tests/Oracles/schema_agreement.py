"""Holds the verdicts of JSON Schema and of `mandate validate` against each other on damaged documents.

Every document of the examples is damaged in many ways (wrong type, unknown, missing or additional field,
wrong word, pattern, bound, number of elements, numbers without quotes). jsonschema judges each by the
schema, and mandate all of them in few runs. What a schema says is wrong, mandate must say too; what only
mandate says must be of a code that a schema cannot express.
"""
import argparse
import collections
import copy
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import yaml
from jsonschema import Draft202012Validator, ValidationError, validators

# What a schema cannot say, and why. Any other code that only mandate reports is a disagreement.
BEYOND = {
    "repeated-key": "elements equal in one field only; uniqueItems compares whole elements",
    "duplicate-address": "two documents", "account-duplicate": "two documents",
    "email-duplicate": "two documents", "lei-duplicate": "two documents",
    "catalogue-duplicate-id": "two documents", "catalogue-duplicate-path": "two documents",
    "institution-missing": "mandate.yaml may name it",
    "desk-and-fields": "several fields", "whitelist-mode": "several fields",
    "test-case-shape": "several fields", "scope-accounts": "several fields",
    "query-malformed": "a grammar", "text-not-displayable": "classes of Unicode characters",
    "text-not-normalized": "normal forms of Unicode", "secret-in-text": "what looks like a secret",
    "signing-key-malformed": "an encoding", "lei-check-digits": "a checksum",
    "country-unknown": "a table of countries", "name-reserved": "a list of reserved names",
    "cidr-host-bits": "arithmetic", "cidr-prefix": "arithmetic", "cidr-netmask": "arithmetic",
    "cidr-spelling": "arithmetic", "ip-malformed": "arithmetic", "time-not-instant": "a calendar",
    "time-malformed": "a calendar", "time-out-of-range": "a calendar",
    "endpoint-path-malformed": "a grammar",
}


def ecma_pattern(checker, pattern, instance, schema):
    """`$` is the end of the text in ECMA 262; in Python it would also stand before a last line break."""
    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Judge = validators.extend(Draft202012Validator, {"pattern": ecma_pattern})


class Loader(yaml.SafeLoader):
    """YAML in which moments stay text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, expression) for tag, expression in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def samples(root, limit):
    """Few documents of each kind, those with the most fields first."""
    found = collections.defaultdict(dict)
    for path in sorted(glob.glob(os.path.join(root, "examples/**/*.yaml"), recursive=True)):
        with open(path, encoding="utf-8") as file:
            for document in yaml.load_all(file, Loader):
                if document["kind"] == "Project":
                    continue
                if "items" in document:
                    name, item = max(document["items"].items(), key=lambda pair: len(json.dumps(pair[1])))
                    document = dict(document, items={name: item})
                shape = json.dumps(sorted(keys(document)))
                found[document["kind"]].setdefault(shape, shortened(document))
    for kind, documents in sorted(found.items()):
        yield from sorted(documents.values(), key=lambda d: -len(json.dumps(d)))[:limit]


def keys(value, path=""):
    if isinstance(value, dict):
        for key, child in value.items():
            yield path + "/" + key
            yield from keys(child, path + "/" + key)
    elif isinstance(value, list) and value:
        yield from keys(value[0], path)


def shortened(value):
    if isinstance(value, dict):
        return {key: shortened(child) for key, child in value.items()}
    return [shortened(child) for child in value[:2]] if isinstance(value, list) else value


def places(value, path=()):
    yield path, value
    if isinstance(value, dict):
        for key, child in value.items():
            yield from places(child, path + (key,))
    elif isinstance(value, list):
        for index, child in enumerate(value[:1]):
            yield from places(child, path + (index,))


def wrong(value):
    yield from (None, True, False, 0, -1, 7, 10**12, 1.5, "", " ", "x", "X Y", "a--b", "-a", "ä", "yes",
                "12", "007", "null", "*", "set:", "a.*.b", "A" * 600, [], ["x"], [[]], {}, {"zz": 1})
    if isinstance(value, str):
        yield from (value.upper(), value + " ", " " + value, value + "\n", value[:-1], [value],
                    value + "0", value.replace("-", "_"), int(value) if value.isdigit() else 3)
    if isinstance(value, list):
        yield from (value + value[:1], value * 40, value + [None], value + [{}], value[:1])
        yield {"a": value}
    if isinstance(value, int) and not isinstance(value, bool):
        yield from (str(value), value + 0.5, -value - 1, value * 10**6)


def put(document, path, value):
    result = copy.deepcopy(document)
    target = result
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    return result


def drop(document, path):
    result = copy.deepcopy(document)
    target = result
    for part in path[:-1]:
        target = target[part]
    del target[path[-1]]
    return result


def damages(document):
    yield "as it is", document
    for path, value in places(document):
        where = "/".join(str(part) for part in path)
        if path:
            for bad in wrong(value):
                yield f"{where} = {json.dumps(bad)[:60]}", put(document, path, bad)
            if isinstance(path[-1], str):
                yield f"{where} dropped", drop(document, path)
        if isinstance(value, dict):
            for key in ("zz", "Name", "reason", "institution", "spec", "items"):
                if key not in value:
                    yield f"{where}/{key} added", put(document, path + (key,), "x")


def validated(mandate, documents):
    """For each document the codes of the errors in it."""
    codes = [set() for _ in documents]
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "mandate.yaml"), "w", encoding="utf-8") as file:
            file.write("apiVersion: mandate/v1\nkind: Project\nmetadata: {name: a}\n"
                       "spec: {environment: sandbox, region: hk}\n")
        for index, document in enumerate(documents):
            with open(os.path.join(folder, f"d{index:06}.yaml"), "w", encoding="utf-8") as file:
                json.dump(document, file, ensure_ascii=False)
        answer = subprocess.run([os.path.abspath(mandate), "validate", "--format", "json"], cwd=folder,
                                capture_output=True, text=True, timeout=600)
        for found in json.loads(answer.stdout)["diagnostics"]:
            if found["severity"] == "error" and found.get("file", "").startswith("d"):
                codes[int(found["file"][1:7])].add(found["code"])
    return codes


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mandate", required=True)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
    with open(os.path.join(root, "schemas/manifest.json"), encoding="utf-8") as file:
        schema = Judge(json.load(file))
    every = [case for document in samples(root, 3) for case in damages(document)]
    random.Random(options.seed).shuffle(every)
    cases = every[:options.count]
    codes = []
    for start in range(0, len(cases), 2000):
        codes += validated(options.mandate, [document for _, document in cases[start:start + 2000]])
    agreed = collections.Counter()
    only_mandate = collections.Counter()
    unexplained = collections.defaultdict(list)
    for (name, document), found in zip(cases, codes):
        refused = not schema.is_valid(document)
        if refused and not found:
            unexplained["only the schema refuses"].append((document["kind"] if "kind" in document else "?", name))
        elif refused or not found:
            agreed["both refuse" if refused else "both accept"] += 1
        else:
            for code in found:
                only_mandate[code] += 1
            if not all(code in BEYOND for code in found):
                unexplained[", ".join(sorted(found))].append((document.get("kind"), name))
    for name, count in sorted(agreed.items()):
        print(f"{name}: {count}")
    print("only mandate refuses:", dict(only_mandate.most_common()))
    for name, places in unexplained.items():
        print(f"UNEXPLAINED {name}: {len(places)}, such as {places[:6]}")
    print(f"{len(cases)} documents, {sum(map(len, unexplained.values()))} disagreements without a reason")
    return 1 if unexplained or len(cases) < min(1000, options.count) else 0


if __name__ == "__main__":
    sys.exit(main())

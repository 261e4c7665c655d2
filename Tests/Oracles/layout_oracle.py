"""Holds `mandate fmt` against PyYAML and ruamel.yaml on manifests written in every style.

For each file: what two readers make of it is the same before and after but for the order of sets,
documents and keys; each comment is there once and still belongs to what it belonged to; each scalar
has the quotes it had; formatting again changes nothing; and a shuffled copy without comments comes
out byte for byte like the unshuffled one. With --faults damages are planted in the results, and each
must be found.
"""
import argparse
import io
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter

import ruamel.yaml
import yaml

from layout_cases import SETS, Maker, Writer, has_anchors, shuffled

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
KEYED = {"entries": "cidr"}


def canonical(value, key=None):
    """A value in which the order of what has none is gone."""
    if isinstance(value, dict):
        return ("map", tuple(sorted((name, canonical(child, name)) for name, child in value.items())))
    if isinstance(value, list):
        parts = [canonical(child) for child in value]
        is_set = key in SETS or key in KEYED
        return ("set" if is_set else "list", tuple(sorted(parts) if is_set else parts))
    return ("text", value)


def meaning(data):
    documents = yaml.load_all(data.decode("utf-8-sig"), Loader)
    return Counter(canonical(document) for document in documents)


def other_meaning(data):
    reader = ruamel.yaml.YAML(typ="base", pure=True)
    documents = reader.load_all(io.StringIO(data.decode("utf-8-sig")))
    return Counter(canonical(document) for document in documents)


def styles(data):
    """Every scalar with its quotes, and every anchor and alias."""
    found = Counter()
    for token in yaml.scan(data.decode("utf-8-sig"), getattr(yaml, "CLoader", yaml.Loader)):
        if isinstance(token, yaml.ScalarToken):
            found[(token.value, token.style)] += 1
        elif isinstance(token, (yaml.AnchorToken, yaml.AliasToken)):
            found[(type(token).__name__, token.value)] += 1
    return found


def comment_faults(text, comments):
    lines = text.split("\n")
    for comment, what, how in comments:
        if text.count(comment) != 1:
            return f"{comment!r} stands {text.count(comment)} times"
        place = next(index for index, line in enumerate(lines) if comment in line)
        if how == "^" and any(line and not line.startswith("#") for line in lines[:place]):
            return f"{comment!r} is no longer at the top"
        if how == "<" and what not in "".join(lines[max(0, place - 8):place + 1]):
            return f"{comment!r} left {what!r}"
        if how == ">":
            follower = next((line.strip() for line in lines[place + 1:]
                             if line.strip() and not line.strip().startswith("#")), "")
            while follower.startswith(("- ", "[", "{", "---")):
                follower = follower[1:].lstrip("- ")
            if what and what not in ("name", "cidr") and not follower.lstrip("\"'").startswith(what):
                if not (what == "apiVersion" or follower.startswith(("apiVersion", "kind"))):
                    return f"{comment!r} stands above {follower!r}, not {what!r}"
    return None


def layout_faults(text):
    for line in text.split("\n"):
        if line.endswith("\r") or line.endswith("\t"):
            return f"{line!r} ends in a blank"
    if "\ufeff" in text:
        return "a byte order mark is left"
    if "\n\n\n" in text or not text.endswith("\n"):
        return "blank lines or the end of the file are wrong"
    return None


class Case:
    def __init__(self, seed):
        documents = Maker(seed).case()
        writer = Writer(seed + 1, decorated=True)
        self.seed = seed
        self.source = writer.file(documents)
        self.comments = writer.comments
        self.plain = Writer(seed + 2, decorated=False).file(documents)
        self.is_shuffled = not has_anchors(documents)
        twin = shuffled(documents, random.Random(seed + 3)) if self.is_shuffled else documents
        self.shuffled = Writer(seed + 4, decorated=False).file(twin)

    def files(self):
        return {"a": self.source, "b": self.plain, "c": self.shuffled}

    def fault(self, results):
        text = results["a"].decode("utf-8")
        if meaning(self.source) != meaning(results["a"]):
            return "another meaning"
        if self.seed % 5 == 0 and other_meaning(self.source) != other_meaning(results["a"]):
            return "another meaning for ruamel.yaml"
        if styles(self.source) != styles(results["a"]):
            return f"other quotes: {styles(self.source) - styles(results['a'])}"
        if self.is_shuffled and results["b"] != results["c"]:
            return "a shuffled copy is laid out in another way"
        return comment_faults(text, self.comments) or layout_faults(text)


def drop_comment(rng, data):
    places = [i for i, line in enumerate(data.split(b"\n")) if line.lstrip().startswith(b"#")]
    lines = data.split(b"\n")
    if places:
        del lines[rng.choice(places)]
    return b"\n".join(lines)


def say_twice(rng, data):
    lines = data.split(b"\n")
    places = [i for i, line in enumerate(lines) if line.lstrip().startswith(b"#")]
    if places:
        lines.insert(places[0], lines[places[0]])
    return b"\n".join(lines)


def swap_comments(rng, data):
    """Two comments that belong to different things, each of which has a name."""
    lines = data.split(b"\n")
    owners = {}
    for index, line in enumerate(lines):
        words = line.split()
        if line.lstrip().startswith(b"#>") and len(words) == 3:
            owners.setdefault(words[1], index)
    for word in (b"name", b"cidr", b"apiVersion", b"kind"):
        owners.pop(word, None)
    if len(owners) > 1:
        one, other = list(owners.values())[:2]
        lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


FAULTS = {
    "drop a comment": drop_comment,
    "say a comment twice": say_twice,
    "swap comments": swap_comments,
    "change quotes": lambda rng, data: data.replace(b": 'L1'", b': "L1"'),
    "change a value": lambda rng, data: data.replace(b"deny", b"allow", 1),
    "lose a document": lambda rng, data: b"---\n".join(data.split(b"---\n")[:-1]) or data,
    "lose an element": lambda rng, data: data.replace(b", view", b"", 1),
    "put cases in another order": lambda rng, data: data.replace(b"case alpha", b"case bravo", 1),
    "rename an anchor": lambda rng, data: data.replace(b"shared-1", b"shared-2"),
    "lose the last line break": lambda rng, data: data.rstrip(b"\n"),
    "leave a carriage return": lambda rng, data: data.replace(b"\n", b"\r\n", 1),
}


def run(mandate, *words):
    return subprocess.run([mandate, "fmt", *words], capture_output=True, text=True, timeout=600)


def read_results(folder, count):
    results = []
    for index in range(count):
        parts = {}
        for part in "abc":
            with open(os.path.join(folder, part, f"{index:05}.yaml"), "rb") as file:
                parts[part] = file.read()
        results.append(parts)
    return results


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mandate", required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--keep")
    options = parser.parse_args()
    cases = [Case(options.seed * 1_000_003 + index * 7) for index in range(options.count)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or temporary
        for part in "abc":
            os.makedirs(os.path.join(folder, part), exist_ok=True)
        for index, case in enumerate(cases):
            for part, data in case.files().items():
                with open(os.path.join(folder, part, f"{index:05}.yaml"), "wb") as file:
                    file.write(data)
        first = run(options.mandate, folder)
        if first.returncode != 0:
            print(f"fmt ended with {first.returncode}\n{first.stderr[:3000]}")
            return 1
        if "left-alone" in first.stderr:
            print(first.stderr[:3000])
            return 1
        again = run(options.mandate, "--check", folder)
        if again.returncode != 0:
            print(f"not idempotent:\n{again.stdout[:1000]}")
            return 1
        results = read_results(folder, len(cases))
    bad = 0
    for index, (case, result) in enumerate(zip(cases, results)):
        fault = case.fault(result)
        if fault:
            bad += 1
            if bad <= 5:
                print(f"case {index} (seed {case.seed}): {fault}")
    if bad:
        print(f"{bad} of {len(cases)} files are wrong")
        return 1
    shuffles = sum(case.is_shuffled for case in cases)
    comments = sum(len(case.comments) for case in cases)
    if options.faults:
        for name, plant in FAULTS.items():
            rng = random.Random(name)
            planted = found = 0
            for case, result in zip(cases, results):
                damaged = plant(rng, result["a"])
                if damaged == result["a"]:
                    continue
                planted += 1
                try:
                    found += case.fault(dict(result, a=damaged)) is not None
                except yaml.YAMLError:
                    found += 1
            print(f"{name}: {found} of {planted} found")
            if planted == 0 or found < planted:
                return 1
    changed = sum(case.source != result["a"] for case, result in zip(cases, results))
    print(f"{len(cases)} files, {changed} of them changed, {comments} comments, {shuffles} shuffles")
    return 0 if comments > len(cases) and changed > len(cases) // 2 else 1


sys.exit(main())

"""Holds a program against the oracle of effective access, line by line.

    compare_access.py --driver PATH --random N [--seed S] [--start K]    random estates and hostile changes of them
    compare_access.py --driver PATH --small-world [--sample N]           the complete small world, or an even sample
    compare_access.py --driver PATH --replay K [--seed S]                one random line, made small when they disagree
    compare_access.py --self-test [--small-world]                        plants faults, one after another: each must be seen

Ends with 1 when they disagree anywhere, or when the lines exercised too little to prove anything.
"""
import argparse
import collections
import itertools
import json
import sys
import tempfile
import time

import access_small_world
import access_worlds
from access_faults import FAULTS, planted
from access_oracle import answer
from access_shrink import shrunk
from line_driver import Driver, DriverFailure

SHOWN = 20
REASONS = ("bad-request", "unknown-endpoint", "suspended", "not-authorized", "application-not-approved", "outside-validity",
           "licence-inactive", "endpoint-not-granted", "account-not-permitted", "address-not-listed", "allowed")
# The least share of lines (of decisions for `reason`, each) below which agreement means nothing.
FLOORS = {"random": {"access": 0.60, "impact": 0.30, "gains": 0.10, "losses": 0.20, "pins": 0.20, "reason": 0.006},
          "small-world": {"access": 0.20, "impact": 0.20, "gains": 0.10, "losses": 0.05, "pins": 0.02, "reason": 0.0003}}


def expected(text):
    return json.loads(json.dumps(answer(json.loads(text))))


def differences(question, want, got):
    """What is different, in words, one line each; empty when equal."""
    if not isinstance(got, dict):
        return [f"no object: {got!r}"]
    found = []
    if set(want) != set(got):
        found.append(f"fields: {sorted(want)} against {sorted(got)}")
    for key in ("before", "after", "impact"):
        if want[key] != got.get(key):
            found += listed(key, want[key], got.get(key))
    for key in ("id", "widening", "narrowing", "pins"):
        if want[key] != got.get(key):
            found.append(f"{key}: oracle {compact(want[key])}, program {compact(got.get(key))}")
    answers = got.get("answers") or []
    for ask, one, other in itertools.zip_longest(question["ask"], want["answers"], answers):
        if one != other:
            found.append(f"{compact(ask)}: oracle {one and one['reason']}, program {compact(other)}")
    return found


def listed(key, want, got):
    if not isinstance(want, list) or not isinstance(got, list):
        return [f"{key}: oracle {compact(want)}, program {compact(got)}"]
    sides = [{one.get("principal"): one for one in side} for side in (want, got)]
    found = []
    for name in sorted(set(sides[0]) | set(sides[1]), key=str):
        one, other = pruned(sides[0].get(name), sides[1].get(name))
        if one != other:
            found.append(f"{key} {name}: oracle {compact(one)}, program {compact(other)}")
    return found or [f"{key}: order or repetition: {[one.get('principal') for one in got]}"]


def pruned(one, other):
    """Two values without the fields in which they agree."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return one, other
    parts = {key: pruned(one.get(key, "absent"), other.get(key, "absent")) for key in one | other}
    parts = {key: pair for key, pair in parts.items() if pair[0] != pair[1]}
    return {key: pair[0] for key, pair in parts.items()}, {key: pair[1] for key, pair in parts.items()}


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True)


class Tally:
    """What the lines exercised, by the oracle's own answers."""

    def __init__(self):
        self.counts, self.reasons = collections.Counter(), collections.Counter()

    def add(self, want):
        self.counts.update(lines=1, access=bool(want["before"]), impact=bool(want["impact"]), gains=want["widening"] > 0,
                           losses=want["narrowing"] > 0, pins=any(want["pins"].values()), principals=len(want["before"]),
                           decisions=len(want["answers"]), impacts=len(want["impact"] or []))
        self.reasons.update(one["reason"] for one in want["answers"])

    def hollow(self, floors):
        """What was exercised too rarely."""
        lines, decisions = max(self.counts["lines"], 1), max(self.counts["decisions"], 1)
        found = [f"{key} in {self.counts[key]} of {lines} lines, fewer than {share:.0%}"
                 for key, share in floors.items() if key != "reason" and self.counts[key] < share * lines]
        return found + [f"reason {reason} {self.reasons[reason]} times in {decisions}, fewer than {floors['reason']:.2%}"
                        for reason in REASONS if self.reasons[reason] < floors["reason"] * decisions]

    def summary(self):
        count = self.counts
        yield (f"{count['lines']} lines, {count['decisions']} decisions, {count['principals']} principals with access "
               f"(in {count['access']} lines), {count['impacts']} impacts (in {count['impact']} lines: "
               f"{count['gains']} with gains, {count['losses']} with losses), pins in {count['pins']} lines")
        yield "reasons: " + ", ".join(f"{reason} {self.reasons[reason]}" for reason in REASONS)


def compare(path, lines, floors, seed):
    """Streams the lines, reports, and says whether all is well."""
    tally, wrong, first, begun = Tally(), 0, None, time.monotonic()
    try:
        with Driver(path) as driver:
            for text, got in driver.stream(lines):
                want = expected(text)
                tally.add(want)
                found = differences(json.loads(text), want, got)
                if found:
                    wrong, first = wrong + 1, first or json.loads(text)
                    if wrong <= SHOWN:
                        print(f"seed {seed} line {want['id']}: " + "\n    ".join(found[:4]))
            if not wrong:
                driver.finish()
    except DriverFailure as failure:
        print(f"after {tally.counts['lines']} lines: {failure}")
        return False
    for text in tally.summary():
        print(text)
    print(f"{wrong} disagreements, {time.monotonic() - begun:.1f} s")
    if first:
        show_smallest(path, first)
        return False
    hollow = tally.hollow(floors) if floors else []
    for text in hollow:
        print(f"proves too little: {text}")
    return not hollow


def show_smallest(path, question):
    """Prints the smallest world found on which the two still disagree."""
    with Driver(path) as driver:
        def disagree(smaller):
            return bool(differences(smaller, expected(json.dumps(smaller)), driver.ask(smaller)))
        try:
            if not disagree(question):
                print("the disagreement did not come back in a fresh process: the program remembers earlier lines")
                return
            question = shrunk(question, disagree)
            want, got = expected(json.dumps(question)), driver.ask(question)
        except DriverFailure as failure:
            print(f"while making it smaller: {failure}")
            return
    print("smallest world found:\n" + json.dumps(question) + "\n    " + "\n    ".join(differences(question, want, got)))


def small_world(sample):
    return (json.dumps(one) for one in access_small_world.lines(sample))


def random_lines(count, seed, start=0):
    return (json.dumps(access_worlds.line(seed, number)[0]) for number in range(start, start + count))


# The harness held against itself ------------------------------------------------------------------------

def self_test(source, most):
    """Every planted fault must be seen in that many lines, and a faithful copy must not be."""
    lines, wanted = [], []

    def ready(index):
        while len(lines) <= index:
            lines.append(next(source))
            wanted.append(expected(lines[-1]))
        return lines[index]

    missed = []
    for fault in [None] + FAULTS:
        with tempfile.TemporaryDirectory() as folder, Driver(planted(fault, folder)) as driver:
            seen = None
            for index, (text, got) in enumerate(driver.stream(map(ready, range(most if fault else 200)), window=8)):
                if found := differences(json.loads(text), wanted[index], got):
                    seen = (index + 1, found[0])
                    break
        if fault is None:
            print("a faithful copy: " + (f"DISAGREES: {seen}" if seen else "agrees on 200 lines"))
            missed += ["a faithful copy"] if seen else []
        elif seen:
            print(f"seen after {seen[0]:4} lines: {fault[0]}")
        else:
            print(f"MISSED in {most} lines: {fault[0]}")
            missed.append(fault[0])
    hollow = Tally()
    for _ in range(50):
        hollow.add({"before": [], "impact": None, "widening": 0, "narrowing": 0, "answers": [], "pins": {}})
    if not hollow.hollow(FLOORS["random"]):
        missed.append("50 lines without any access")
    print(f"{len(FAULTS) + 1 - len(missed)} of {len(FAULTS) + 1} as they should be")
    return not missed


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--driver", metavar="PATH")
    options.add_argument("--random", type=int, metavar="N")
    options.add_argument("--small-world", action="store_true")
    options.add_argument("--sample", type=int, metavar="N")
    options.add_argument("--replay", type=int, metavar="K")
    options.add_argument("--seed", default="1")
    options.add_argument("--start", type=int, default=0)
    options.add_argument("--self-test", action="store_true")
    chosen = options.parse_args()
    if chosen.self_test and chosen.small_world:
        return self_test(small_world(chosen.sample or 4000), chosen.sample or 4000)
    if chosen.self_test:
        return self_test(random_lines(chosen.random or 3000, chosen.seed), chosen.random or 3000)
    if not chosen.driver or [chosen.random is None, not chosen.small_world, chosen.replay is None].count(False) != 1:
        options.error("name a --driver and one of --random, --small-world, --replay, or say --self-test")
    if chosen.replay is not None:
        return compare(chosen.driver, random_lines(1, chosen.seed, chosen.replay), None, chosen.seed)
    if chosen.small_world:
        return compare(chosen.driver, small_world(chosen.sample), FLOORS["small-world"], "small world")
    return compare(chosen.driver, random_lines(chosen.random, chosen.seed, chosen.start), FLOORS["random"], chosen.seed)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)

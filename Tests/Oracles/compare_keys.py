"""Holds a program against the model of keys, sequence by sequence.

    compare_keys.py --driver PATH --random N [--seed S] [--start K] [--jobs J]    random sequences
    compare_keys.py --driver PATH --replay K [--seed S]                           one of them, made small when they disagree
    compare_keys.py --self-test                                                   plants faults, one by one: each must be seen

Ends with 1 when they disagree anywhere, or when the sequences exercised too little to prove anything.
"""
import argparse
import collections
import json
import multiprocessing
import sys
import tempfile
import time

import key_sequences
from key_faults import FAULTS, planted
from key_model import REASONS, Key, Model, answer, moment
from line_driver import Driver, DriverFailure

SHOWN = 10
LETTERS = {letter: reason for reason, letter in REASONS.items()}
# The least number in 10 000 sequences below which agreement means nothing.
FLOORS = {"register done": 9_000, "generate done": 7_000, "reset done": 6_000, "delete done": 1_000, "suspend done": 3_000,
          "revoke done": 1_800, "resume done": 3_000, "plan done": 10_000, "accept done": 10_000,
          "register refused": 4_000, "generate refused": 2_500, "reset refused": 1_200, "delete refused": 300,
          "retail pair replaced": 1_600, "reset in the tail": 700, "reset over what nobody saw": 900, "tail shorter than ten days": 1_200,
          "died in its tail": 150, "died by a plan": 300, "died by revocation": 400, "asked at the end of a tail": 1_800,
          "asked a second before it": 1_500, "renamed with its key": 600, "registered again after its end": 500} | {
    f"reason {reason}": 5_000 for reason in REASONS if reason != "unknown-key"}


def expected(text):
    return json.loads(json.dumps(answer(json.loads(text))))


def subjects(sequence, model):
    return ([f"token {place} (of key {key.number})" for place, (key, _) in enumerate(model.secrets)]
            + [f"key {key.number} ({key.principal} {key.name})" for key in model.keys] + sequence["principals"])


def differences(sequence, want, got):
    """What is different at the first step where anything is, in words; empty when equal."""
    if want == got:
        return []
    if not isinstance(got, dict) or "steps" not in got:
        return [f"no answer: {json.dumps(got)[:300]}"]
    model = Model(sequence)
    for place, step in enumerate(sequence["steps"]):
        model.step(step)
        one, other = want["steps"][place], (got["steps"][place:] or [None])[0]
        if one == other:
            continue
        where = f"step {place} ({step['do']} at {step['at']})"
        if not other or one["done"] != other["done"]:
            return [f"{where}: the model {'does' if one['done'] else 'refuses'} it, the program does not agree"]
        found, names = [], subjects(sequence, model)
        for instant, mine, yours in zip([step["at"]] + step.get("probes", []), one["answers"], other["answers"]):
            for at, (a, b) in enumerate(zip(mine, yours)):
                if a != b:
                    question = sequence["questions"][at // len(names)]
                    found.append(f"{where}: {names[at % len(names)]} asks {question['endpoint']} on {question['account']} at {instant}: "
                                 f"model {LETTERS[a]}, program {LETTERS.get(b, b)}")
            if len(mine) != len(yours):
                found.append(f"{where}: {len(mine)} answers against {len(yours)}")
        return found
    return ["the answers differ in number or id"]


# What the sequences exercised, by the model's own account ------------------------------------------------

class Watch:
    """Counts what happens in sequences as they are made."""

    def __init__(self):
        self.counts = collections.Counter()

    def before(self, model, step):
        t = moment(step["at"])
        self.living = [key for key in model.keys if key.state != "deleted"]
        self.tails = [key for key in self.living if key.retiring is not None and key.retiring.alive(t)]
        self.named = model.find(step["principal"], step["name"]) if "principal" in step else None
        self.had = self.named and (self.named.current, self.named.retiring)

    def after(self, model, step, done):
        counts, t, act = self.counts, moment(step["at"]), step["do"]
        counts[f"{act} {'done' if done else 'refused'}"] += 1
        if done and act == "reset":
            current, retiring = self.had
            counts["retail pair replaced"] += self.named.state == "deleted"
            counts["reset in the tail"] += retiring is not None and retiring.alive(t)
            counts["reset over what nobody saw"] += not current.shown
            counts["tail shorter than ten days"] += current.until is not None and current.until - t < 864_000
        dead = [key for key in self.living if key.state == "deleted"]
        counts["died in its tail"] += sum(key.state == "deleted" for key in self.tails)
        counts["died by a plan"] += len(dead) * (act == "plan")
        counts["died by revocation"] += len(dead) * (act == "revoke")
        counts["renamed with its key"] += any("from" in one for one in step.get("changes", [])) and bool(self.living) and not dead
        if done and act == "register":
            counts["registered again after its end"] += any(
                key.name == step["name"] and key.principal.startswith(step["principal"]) for key in model.keys[:-1])
        ends = {key.retiring.until for key in model.keys if key.retiring is not None}
        for instant in [t] + [moment(one) for one in step.get("probes", [])]:
            counts["asked at the end of a tail"] += instant in ends
            counts["asked a second before it"] += instant + 1 in ends


class Tally:
    def __init__(self):
        self.counts, self.sequences, self.steps, self.asked = collections.Counter(), 0, 0, 0

    def add(self, want):
        self.sequences += 1
        for step in want["steps"]:
            self.steps += 1
            for letters in step["answers"]:
                self.asked += len(letters)
                self.counts.update({f"reason {LETTERS[one]}": letters.count(one) for one in set(letters)})

    def merge(self, other):
        self.counts += other.counts
        self.sequences, self.steps, self.asked = (
            self.sequences + other.sequences, self.steps + other.steps, self.asked + other.asked)

    def hollow(self):
        """What was exercised too rarely; of few sequences nothing is asked but that they are some."""
        if self.sequences < 1_000:
            return [] if self.sequences else ["no sequence at all"]
        share = self.sequences / 10_000
        return [f"{name}: {self.counts[name]} in {self.sequences} sequences, fewer than {floor * share:.0f}"
                for name, floor in FLOORS.items() if self.counts[name] < floor * share]

    def summary(self):
        yield f"{self.sequences} sequences, {self.steps} steps, {self.asked} answers"
        yield ", ".join(f"{name} {self.counts[name]}" for name in FLOORS)


def compared(job):
    """One share of the sequences: the tally, the number of disagreements, what to show of them, the first one."""
    path, seed, start, count = job
    tally, watch, wrong, shown, first = Tally(), Watch(), 0, [], None
    wanted = collections.deque()

    def made():
        for number in range(start, start + count):
            sequence, want = key_sequences.sequence(seed, number, watch)
            wanted.append((sequence, want))
            yield json.dumps(sequence)

    with Driver(path) as driver:
        for _, got in driver.stream(made()):
            sequence, want = wanted.popleft()
            tally.add(want)
            # Now and then the model answers from the text alone, to hold what was made against itself.
            if sequence["id"] % 101 == 0 and want != expected(json.dumps(sequence)):
                raise AssertionError(f"the model contradicts itself in sequence {sequence['id']} of seed {seed}")
            if want != got:
                wrong += 1
                first = first or sequence
                if len(shown) < SHOWN:
                    shown.append(f"seed {seed} sequence {sequence['id']}: " + "\n    ".join(differences(sequence, want, got)[:4]))
        if not wrong:
            driver.finish()
    tally.counts += watch.counts
    return tally, wrong, shown, first


def compare(path, seed, start, count, jobs):
    """Shares the sequences among processes, reports, and says whether all is well."""
    begun, total, wrong, first = time.monotonic(), Tally(), 0, None
    size = min(2_500, -(-count // jobs))
    shares = [(path, seed, one, min(size, start + count - one)) for one in range(start, start + count, size)]
    try:
        with multiprocessing.Pool(jobs) as pool:
            for tally, found, shown, earliest in pool.imap(compared, shares):
                total.merge(tally)
                for text in shown[:max(0, SHOWN - wrong)]:
                    print(text, flush=True)
                wrong, first = wrong + found, first or earliest
    except DriverFailure as failure:
        print(f"after {total.sequences} sequences: {failure}")
        return False
    for text in total.summary():
        print(text)
    print(f"{wrong} disagreements, {time.monotonic() - begun:.1f} s")
    if first:
        show_smallest(path, first)
        return False
    hollow = total.hollow()
    for text in hollow:
        print(f"proves too little: {text}")
    return not hollow


# Making a disagreement small -----------------------------------------------------------------------------

def shrunk(sequence, disagree, trials=4_000):
    """The shortest sequence found on which `disagree` still holds: steps, probes, changes and questions are left out."""
    progress = True
    while progress:
        progress = False
        for smaller in list(simpler(sequence)):
            trials -= 1
            if trials < 0:
                return sequence
            if disagree(smaller):
                sequence, progress = smaller, True
                break
    return sequence


def simpler(sequence):
    steps = sequence["steps"]
    for count in (8, 4, 2, 1):
        for at in range(len(steps) - count, -1, -count):
            yield sequence | {"steps": steps[:at] + steps[at + count:]}
    for at, step in enumerate(steps):
        if step.get("probes"):
            yield sequence | {"steps": steps[:at] + [{name: step[name] for name in step if name != "probes"}] + steps[at + 1:]}
        for change in step.get("changes", []):
            if len(step["changes"]) > 1:
                left = [one for one in step["changes"] if one is not change]
                yield sequence | {"steps": steps[:at] + [step | {"changes": left}] + steps[at + 1:]}
    for part in ("questions", "principals"):
        for one in sequence[part]:
            if len(sequence[part]) > 1:
                yield sequence | {part: [other for other in sequence[part] if other is not one]}
    for one in sequence["resources"]:
        if json.loads(one)["kind"] in ("KeyPolicy", "Agreement"):
            yield sequence | {"resources": [other for other in sequence["resources"] if other is not one]}


def show_smallest(path, sequence):
    """Prints the smallest sequence found on which the two still disagree."""
    with Driver(path) as driver:
        def disagree(smaller):
            try:
                want = expected(json.dumps(smaller))
            except (KeyError, IndexError):  # what is left out was needed
                return False
            got = driver.ask(smaller)
            return want != got and "error" not in got
        try:
            if not disagree(sequence):
                print("the disagreement is an error, or did not come back in a fresh process: " + json.dumps(driver.ask(sequence))[:300])
                return
            sequence = shrunk(sequence, disagree)
            want, got = expected(json.dumps(sequence)), driver.ask(sequence)
        except DriverFailure as failure:
            print(f"while making it smaller: {failure}")
            return
    print("smallest sequence found:\n" + json.dumps(sequence) + "\n    " + "\n    ".join(differences(sequence, want, got)))


# The harness held against itself -------------------------------------------------------------------------

def self_test(most):
    """Every planted fault must be seen in that many sequences, and a faithful copy must not be."""
    made = [key_sequences.sequence("self-test", number) for number in range(most)]
    texts, wanted = [json.dumps(sequence) for sequence, _ in made], [want for _, want in made]
    missed = []
    for fault in [None] + FAULTS:
        with tempfile.TemporaryDirectory() as folder, Driver(planted(fault, folder)) as driver:
            asked = iter(texts) if fault else iter(texts[:300])
            seen = next(((place + 1, differences(json.loads(text), wanted[place], got)[0])
                         for place, (text, got) in enumerate(driver.stream(asked, window=8)) if wanted[place] != got), None)
        if fault is None:
            print("a faithful copy: " + (f"DISAGREES: {seen}" if seen else "agrees on 300 sequences"))
            missed += ["a faithful copy"] if seen else []
        elif seen:
            print(f"seen after {seen[0]:4} sequences: {fault[0]}")
        else:
            print(f"MISSED in {most} sequences: {fault[0]}")
            missed.append(fault[0])
    hollow = Tally()
    hollow.sequences = 1_000
    if len(hollow.hollow()) != len(FLOORS):
        missed.append("a thousand sequences in which nothing happens")
    print(f"{len(FAULTS) + 1 - len(missed)} of {len(FAULTS) + 1} as they should be")
    return not missed


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--driver", metavar="PATH")
    options.add_argument("--random", type=int, metavar="N")
    options.add_argument("--replay", type=int, metavar="K")
    options.add_argument("--seed", default="1")
    options.add_argument("--start", type=int, default=0)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--self-test", action="store_true")
    chosen = options.parse_args()
    if chosen.self_test:
        return self_test(chosen.random or 3_000)
    if not chosen.driver or (chosen.random is None) == (chosen.replay is None):
        options.error("name a --driver and one of --random and --replay, or say --self-test")
    if chosen.replay is not None:
        return compare(chosen.driver, chosen.seed, chosen.replay, 1, 1)
    return compare(chosen.driver, chosen.seed, chosen.start, chosen.random, chosen.jobs)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)

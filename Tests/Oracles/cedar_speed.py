"""Measures how many decisions a second Cedar makes, and holds a program's answers against them.

    cedar_speed.py --register FILE --questions FILE --answers FILE --at INSTANT [--region R] [--environment E]

Each file has one JSON object a line: resources and records, questions of `check --batch`, and the program's answers. Prints
one line: decisions, seconds, seconds of processor, how many Cedar allows, how many answers differ. Only Cedar's batch is
timed, not the making of its requests. Needs the module cedarpy.
"""
import argparse
import json
import sys
import time

import cedarpy

import cedar_twin

SHOWN = 10
RECORDED = ("Review", "Override", "Notification", "Setting")


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def world_of(register):
    """A world as the twin reads it; overrides would be other worlds, and are refused."""
    if any(one["kind"] == "Override" for one in register):
        sys.exit("the register has overrides, which are not measured")
    applications = {}
    for one in register:
        if one["kind"] == "Review":
            kind, name = one["metadata"]["name"].split(".", 1)
            applications[f"{kind}/{one['metadata']['institution']}/{name}"] = {"pinned": []} | one["spec"]
    resources = [one for one in register if one["kind"] not in RECORDED]
    return {"resources": resources, "applications": applications, "overrides": {}}


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("register", "questions", "answers", "at"):
        options.add_argument(f"--{name}", required=True)
    options.add_argument("--region", default="hk")
    options.add_argument("--environment", default="sandbox")
    chosen = options.parse_args()
    world, asks, answers = world_of(lines(chosen.register)), lines(chosen.questions), lines(chosen.answers)
    question = {"at": chosen.at, "region": chosen.region, "environment": chosen.environment}
    requests = [cedar_twin.request(world, ask, question) for ask in asks]
    policies, entities = cedar_twin.policies(world), cedar_twin.entities(world)
    wall, processor = time.monotonic(), time.process_time()
    results = cedarpy.is_authorized_batch(requests, policies, entities)
    wall, processor = time.monotonic() - wall, time.process_time() - processor
    allowed = [one.decision == cedarpy.Decision.Allow and not one.diagnostics.errors for one in results]
    wrong = [index for index, (verdict, answer) in enumerate(zip(allowed, answers, strict=True))
             if verdict != (answer["decision"] == "allow")]
    for index in wrong[:SHOWN]:
        print(f"Cedar {'allows' if allowed[index] else 'denies'} {asks[index]}, the program says {answers[index]}", file=sys.stderr)
    print(len(allowed), wall, processor, sum(allowed), len(wrong))


if __name__ == "__main__":
    main()

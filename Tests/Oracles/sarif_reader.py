"""Judges SARIF logs against the standard, one JSON text a line, one answer a line: "ok" or a fault.

The rules below are those of SARIF 2.1.0 for the objects that mandate writes, and stricter: a property
that is not listed here is a fault. With MANDATE_SARIF_SCHEMA in the environment, the file that it
names, the schema as OASIS publishes it, judges every log too.
"""
import json
import os
import re
import sys
from urllib.parse import urlsplit

from jsonschema import Draft4Validator, FormatChecker

TEXT = {"type": "string", "minLength": 1}
MESSAGE = {"type": "object", "properties": {"text": TEXT}, "required": ["text"],
           "additionalProperties": False}
COUNT = {"type": "integer", "minimum": 1}


def closed(required, **properties):
    return {"type": "object", "properties": properties, "required": required,
            "additionalProperties": False}


REGION = closed(["startLine"], startLine=COUNT, startColumn=COUNT, endLine=COUNT, endColumn=COUNT)
PHYSICAL = closed(["artifactLocation", "region"],
                  artifactLocation=closed(["uri"], uri=TEXT), region=REGION)
LOCATION = closed([], physicalLocation=PHYSICAL,
                  logicalLocations={"type": "array", "items": closed(
                      ["fullyQualifiedName"], fullyQualifiedName=TEXT)})
RESULT = closed(["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
                ruleId=TEXT, ruleIndex={"type": "integer", "minimum": 0},
                level={"enum": ["none", "note", "warning", "error"]}, message=MESSAGE,
                locations={"type": "array", "items": LOCATION, "maxItems": 1},
                partialFingerprints={"type": "object", "additionalProperties": TEXT,
                                     "minProperties": 1})
RULE = closed(["id", "shortDescription", "fullDescription", "help"], id=TEXT,
              shortDescription=MESSAGE, fullDescription=MESSAGE, help=MESSAGE)
RUN = closed(["tool", "columnKind", "results"],
             tool=closed(["driver"], driver=closed(
                 ["name", "version", "rules"], name=TEXT, version=TEXT,
                 rules={"type": "array", "items": RULE, "uniqueItems": True})),
             automationDetails=closed(["id"], id=TEXT),
             columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
             results={"type": "array", "items": RESULT})
LOG = closed(["$schema", "version", "runs"], **{
    "$schema": TEXT, "version": {"enum": ["2.1.0"]},
    "runs": {"type": "array", "items": RUN, "minItems": 1}})

STRICT = Draft4Validator(LOG)
NAMED = os.environ.get("MANDATE_SARIF_SCHEMA", "")
OFFICIAL = None
if NAMED:
    with open(NAMED, encoding="utf-8") as file:
        OFFICIAL = Draft4Validator(json.load(file), format_checker=FormatChecker())

# Section 3.11.6: an embedded link, unless a backslash stands before its bracket.
LINK = re.compile(r"(?<!\\)\[[^\]]*(?<!\\)\]\(")


def faults(log):
    for judge in (STRICT, OFFICIAL):
        if judge:
            for error in judge.iter_errors(log):
                yield "/".join(str(part) for part in error.absolute_path) + ": " + error.message
    for run in log["runs"]:
        ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        if len(set(ids)) < len(ids):
            yield "two rules of one id"
        for result in run["results"]:
            if ids[result["ruleIndex"]] != result["ruleId"]:
                yield "ruleIndex and ruleId are of two rules"
            if LINK.search(result["message"]["text"]):
                yield "a link: " + result["message"]["text"]
            yield from place_faults(result)


def place_faults(result):
    for location in result["locations"]:
        uri = location.get("physicalLocation", {}).get("artifactLocation", {}).get("uri", "x")
        parts = urlsplit(uri)
        if parts.scheme or parts.netloc or uri.startswith("/") or not uri.isascii():
            yield "no relative reference: " + uri


for line in sys.stdin:
    found = list(faults(json.loads(json.loads(line))))
    print(found[0].replace("\n", " ")[:400] if found else "ok", flush=True)

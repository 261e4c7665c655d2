"""Judges schemas and documents with jsonschema, one JSON question a line, one answer a line.

A question has an "op": "check" asks whether the schema is one, "file" validates the documents of a
YAML file, "value" one document, and "mutate" damages each document of a file in every known way and
names the damages that the schema does not see. An answer is "ok" or says what is wrong.
"""
import copy
import functools
import json
import sys

import yaml
from jsonschema import Draft202012Validator


class Loader(yaml.SafeLoader):
    """YAML in which moments stay text, as the 1.2 core schema has it."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, expression) for tag, expression in resolvers
            if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@functools.lru_cache(maxsize=64)
def validator(schema):
    return Draft202012Validator(json.loads(schema))


def documents(path):
    with open(path, encoding="utf-8") as file:
        return list(yaml.load_all(file, Loader))


def fault(schema, document):
    for error in validator(schema).iter_errors(document):
        return "/".join(str(part) for part in error.absolute_path) + ": " + error.message[:200]
    return None


def wrong_values(value):
    """What can never stand where `value` does."""
    yield None
    yield []
    if not isinstance(value, dict):
        yield {}
    if isinstance(value, bool):
        yield "true"
        yield 1
    elif isinstance(value, int):
        yield str(value)
        yield True
        yield -1
    elif isinstance(value, str):
        yield 12
        yield True
        yield ""
        yield [value]
    elif isinstance(value, list):
        yield "x"
        yield {"a": 1}
        yield value + [None]
    else:
        yield "x"
        yield [value]


def places(value, path=()):
    """Every value in a document with the path to it; of lists, the first element."""
    yield path, value
    if isinstance(value, dict):
        for key, child in value.items():
            yield from places(child, path + (key,))
    elif isinstance(value, list) and value:
        yield from places(value[0], path + (0,))


def replaced(document, path, value):
    result = copy.deepcopy(document)
    target = result
    for part in path[:-1]:
        target = target[part]
    if value is places:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return result


def damages(document, required):
    """Damaged copies with what was done; `required` names the fields that may not be missing."""
    for path, value in places(document):
        where = "/".join(str(part) for part in path)
        if path and path != ("items",):
            for wrong in wrong_values(value):
                yield f"{where} = {json.dumps(wrong)}", replaced(document, path, wrong)
        is_free = path and path[-1] in ("items", "labels")
        if isinstance(value, dict) and not is_free:
            yield f"{where}/zz added", replaced(document, path + ("zz",), "x")
        if path and path[-1] in required and path[0] in ("spec", "items", "apiVersion", "kind"):
            yield f"{where} dropped", replaced(document, path, places)
    if "items" in document:
        yield "empty items", dict(document, items={})
        yield "spec and items", dict(document, spec=next(iter(document["items"].values())))
        yield "null items", dict(document, items=None)


def shortened(document):
    """The document with one item only: the others are no different."""
    if "items" not in document:
        return document
    fullest = max(document["items"].items(), key=lambda item: len(json.dumps(item[1])))
    return dict(document, items=dict([fullest]))


def mutate(question):
    count = 0
    for document in documents(question["path"]):
        required = question["required"][document["kind"]]
        for name, damaged in damages(shortened(document), required):
            count += 1
            if fault(question["schema"], damaged) is None:
                return f"{document['kind']}: {name} is not seen"
    return f"ok {count}"


def answer(question):
    if question["op"] == "check":
        Draft202012Validator.check_schema(json.loads(question["schema"]))
        return "ok"
    if question["op"] == "mutate":
        return mutate(question)
    if question["op"] == "value":
        values = [question["value"]]
    else:
        values = documents(question["path"])
    for value in values:
        found = fault(question["schema"], value)
        if found:
            return found
    return "ok"


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:  # the question is answered, whatever happened
        reply = f"{type(error).__name__}: {error}"
    print(reply.replace("\n", " "), flush=True)

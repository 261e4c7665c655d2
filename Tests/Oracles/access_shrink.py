"""Makes a question smaller while two implementations still disagree about it, by leaving things out."""
import json

from access_manifests import problems

# Who refers comes before what is referred to, so that one pass can take both.
ORDER = ("TraderAuthorization", "EndpointGrant", "Desk", "BrokerApplication", "TradingApplication", "IPWhitelist", "PortalUser",
         "Account", "RetailClient", "StaffMember", "Institution", "Tier", "PermissionSet", "EndpointCatalogue")


def shrunk(question, disagree, trials=3000):
    """The smallest question found that is well-formed and on which `disagree` still holds."""
    progress = True
    while progress:
        progress = False
        for step in steps(question):
            if trials <= 0:
                return question
            smaller = step(json.loads(json.dumps(question)))
            if smaller is None or smaller == question or any(problems(smaller[key]) for key in present(smaller)):
                continue
            trials -= 1
            if disagree(smaller):
                question, progress = smaller, True
    return question


def present(question):
    return [key for key in ("before", "after") if question[key]]


def identity(one):
    return "/".join(part for part in (one["kind"], one["metadata"].get("institution"), one["metadata"]["name"]) if part)


def steps(question):
    """Ways to make it smaller, the large ones first. Each takes a copy; one that no longer applies gives None."""
    for key, value in (("after", None), ("ask", []), ("pin", [])):
        yield lambda one, key=key, value=value: one | {key: value}
    yield lambda one: one | {"before": one["after"], "after": None} if one["after"] else None
    for key in ("ask", "pin"):
        for value in question[key]:
            yield lambda one, key=key, value=value: one | {key: [other for other in one[key] if other != value]}
    resources = {identity(one): one for key in present(question) for one in question[key]["resources"]}
    names = sorted(resources, key=lambda name: (ORDER.index(resources[name]["kind"]), name))
    for home in sorted(one["metadata"]["name"] for one in resources.values() if one["kind"] == "Institution"):
        yield lambda one, home=home: without(one, lambda name: home in name.split("/")[1:2])
    for name in names:
        yield lambda one, name=name: without(one, lambda other: other == name)
    for name in names:
        yield lambda one, name=name: reverted(one, name)
    for part in ("applications", "overrides"):
        yield lambda one, part=part: one | {"after": one["after"] | {part: one["before"][part]}} if one["after"] else None
        for place in sorted({place for key in present(question) for place in question[key][part]}):
            yield lambda one, part=part, place=place: forgotten(one, part, place)
    for name in names:
        specs = {key: one["spec"] for key in present(question) for one in question[key]["resources"] if identity(one) == name}
        alike = len(specs) == 2 and specs["before"] == specs["after"]
        for keys in [list(specs)] if alike else [[key] for key in specs]:
            for path in reversed(list(paths(specs[keys[0]]))):
                yield lambda one, keys=keys, name=name, path=path: trimmed(one, keys, name, path)
    for place in sorted(question["before"]["applications"]):
        for endpoint in question["before"]["applications"][place]["pinned"]:
            yield lambda one, place=place, endpoint=endpoint: unpinned(one, place, endpoint)


def without(question, gone):
    for key in present(question):
        world = question[key]
        world["resources"] = [one for one in world["resources"] if not gone(identity(one))]
        for part in ("applications", "overrides"):
            world[part] = {place: value for place, value in world[part].items() if not gone(place)}
    return question


def reverted(question, name):
    """One difference between the two worlds undone."""
    if not question["after"]:
        return None
    old = [one for one in question["before"]["resources"] if identity(one) == name]
    question["after"]["resources"] = [one for one in question["after"]["resources"] if identity(one) != name] + old
    return question


def forgotten(question, part, place):
    for key in present(question):
        question[key][part].pop(place, None)
    return question


def paths(value, path=()):
    """The way to every field and element below, outer ones first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield path + (key,)
        yield from paths(below, path + (key,))


def trimmed(question, keys, name, path):
    """One field or element of one resource left out, in the worlds that `keys` name."""
    for key in keys:
        if question[key] is None:  # an earlier step has left the whole world out
            return None
        spec = next((one["spec"] for one in question[key]["resources"] if identity(one) == name), None)
        try:
            for step in path[:-1]:
                spec = spec[step]
            del spec[path[-1]]
        except (KeyError, IndexError, TypeError):
            return None
    return question


def unpinned(question, place, endpoint):
    for key in present(question):
        record = question[key]["applications"].get(place, {"pinned": []})
        record["pinned"] = [other for other in record["pinned"] if other != endpoint]
    return question

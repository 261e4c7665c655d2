"""Makes a question smaller while two implementations still disagree about it, by leaving things out."""
import json

from access_manifests import problems


def shrunk(question, disagree, trials=4000):
    """The smallest question found that is well-formed and on which `disagree` still holds."""
    progress = True
    while progress and trials > 0:
        progress = False
        for smaller in reductions(question):
            if trials <= 0:
                break
            if smaller == question or any(problems(world) for world in (smaller["before"], smaller["after"]) if world):
                continue
            trials -= 1
            if disagree(smaller):
                question, progress = smaller, True
                break
    return question


def reductions(question):
    """Everything that is one step smaller, the large steps first."""
    for change in ({"after": None}, {"ask": []}, {"pin": []}, {"before": question["after"]}, {"after": question["before"]}):
        if all(value is not None for key, value in change.items() if key == "before"):
            yield copied(question) | json.loads(json.dumps(change))
    for key in ("ask", "pin"):
        for index in range(len(question[key])):
            yield copied(question) | {key: question[key][:index] + question[key][index + 1:]}
    worlds = [key for key in ("before", "after") if question[key]]
    names = sorted({identity(one) for key in worlds for one in question[key]["resources"]})
    for size in (8, 4, 2, 1):
        for start in range(0, len(names), size) if size == 1 or len(names) > 2 * size else ():
            yield without(question, worlds, set(names[start:start + size]))
    if len(worlds) == 2:
        yield from reverted(question, names)
    for part in ("applications", "overrides"):
        for place in sorted({place for key in worlds for place in question[key][part]}):
            smaller = copied(question)
            for key in worlds:
                smaller[key][part].pop(place, None)
            yield smaller
    for name in names:
        yield from trimmed(question, worlds, name)


def copied(question):
    return json.loads(json.dumps(question))


def identity(one):
    return "/".join([one["kind"], one["metadata"].get("institution", ""), one["metadata"]["name"]])


def without(question, worlds, names):
    smaller = copied(question)
    for key in worlds:
        world = smaller[key]
        world["resources"] = [one for one in world["resources"] if identity(one) not in names]
        gone = {name.replace("//", "/") for name in names}
        for part in ("applications", "overrides"):
            world[part] = {place: value for place, value in world[part].items() if place not in gone}
    return smaller


def reverted(question, names):
    """One difference between the two worlds undone."""
    before = {identity(one): one for one in question["before"]["resources"]}
    after = {identity(one): one for one in question["after"]["resources"]}
    for name in names:
        if before.get(name) != after.get(name):
            smaller = copied(question)
            smaller["after"]["resources"] = [one for one in smaller["after"]["resources"] if identity(one) != name]
            smaller["after"]["resources"] += [before[name]] if name in before else []
            yield smaller
    for part in ("applications", "overrides"):
        if question["before"][part] != question["after"][part]:
            smaller = copied(question)
            smaller["after"][part] = smaller["before"][part]
            yield smaller


def paths(value, path=()):
    """The way to every field and element below, outer ones first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield path + (key,)
        yield from paths(below, path + (key,))


def trimmed(question, worlds, name):
    """One field or element of one resource left out, in both worlds where both have it alike."""
    specs = {key: one["spec"] for key in worlds for one in question[key]["resources"] if identity(one) == name}
    alike = len(specs) == 1 or specs["before"] == specs["after"]
    for keys in [list(specs)] if alike else [[key] for key in specs]:
        for path in paths(specs[keys[0]]):
            smaller = copied(question)
            for key in keys:
                spec = next(one["spec"] for one in smaller[key]["resources"] if identity(one) == name)
                for step in path[:-1]:
                    spec = spec[step]
                del spec[path[-1]]
            yield smaller

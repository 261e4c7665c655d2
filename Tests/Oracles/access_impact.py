"""What two registers of effective access differ in: exactly what each principal gains and loses.

A register maps the address of a principal to its access: (endpoint to accounts or None, spans of addresses).
"""
from address_spans import cover, without

NOTHING = ({}, [])


def impact(then, now):
    """One entry for each principal that differs; one whose access was or becomes empty lists all of it."""
    return [{"principal": name,
             "gained": surplus(now.get(name, NOTHING), then.get(name, NOTHING)),
             "lost": surplus(then.get(name, NOTHING), now.get(name, NOTHING))}
            for name in sorted(then | now) if then.get(name) != now.get(name)]


def surplus(more, less):
    endpoints = {}
    for endpoint, found in more[0].items():
        had = less[0].get(endpoint, [])
        if found is None or had is None:  # not account-scoped on one side: whole, unless on both
            fresh = found
        else:
            fresh = [name for name in found if name not in had]
        if found != had and fresh != []:
            endpoints[endpoint] = fresh
    return {"endpoints": endpoints, "networks": cover(without(more[1], less[1]))}


def count(entries, side):
    return sum(1 for one in entries or [] if one[side]["endpoints"] or one[side]["networks"])

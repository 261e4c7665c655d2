"""Builds worlds for the comparison of effective access, and says what makes one ill-formed.

`problems` holds a world to section 2 of the model as far as these worlds use it. Generators drop what it
refuses and the shrinking of a disagreement stops there, so that nobody argues about input that no store holds.
"""
import ipaddress
import re
from datetime import datetime, timedelta, timezone

NAME = re.compile(r"[a-z]([-a-z0-9]{0,61}[a-z0-9])?")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[-+]\d\d:\d\d)")
ENDPOINT = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
CLASSES = ("read", "trade", "funds", "admin")
FLAGS = ("mut", "pii", "stream", "paid", "base")
BOUNDS = {"validFrom", "validUntil", "removedOn"}
RIGHTS = ("view", "trade", "funds", "manage")
GLOBAL = ("EndpointCatalogue", "PermissionSet", "Tier", "StaffMember", "Institution", "RetailClient")
HOMED = ("Account", "PortalUser", "TradingApplication", "Desk", "TraderAuthorization", "BrokerApplication", "EndpointGrant",
         "IPWhitelist")
STATES = {"Institution": ("prospective", "open", "suspended", "closed"), "PortalUser": ("invited", "active", "locked", "left"),
          "Account": ("CREATED", "ACTIVE", "SUSPENDED", "RESTRICTED", "FROZEN", "CLOSED"),
          "TraderAuthorization": ("active", "suspended", "withdrawn"), "RetailClient": ("active", "locked", "left")}
TRADING_STATES = ("draft", "submitted", "under-review", "approved", "rejected", "suspended", "terminated")
BROKER_STATES = ("enquiry", "assessed", "qualified", "tested") + TRADING_STATES[1:]
FIELDS = {  # kind -> required fields, optional fields
    "EndpointCatalogue": ({"version", "endpoints"}, set()),
    "PermissionSet": ({"include"}, {"exclude", "classes", "withFlags", "withoutFlags"}),
    "Tier": ({"endpoints"}, set()),
    "StaffMember": ({"email", "roles"}, set()),
    "Institution": ({"legalName", "country", "openingEmail", "licence"}, {"tier", "accountAlignment", "state"}),
    "Account": ({"number", "type", "ownership"}, {"state"}),
    "RetailClient": ({"email", "accounts"}, {"state"}),
    "PortalUser": ({"email"}, {"userType", "accountRights", "state"}),
    "TradingApplication": ({"purpose", "requestedEndpoints"}, set()),
    "Desk": ({"application", "accountScope", "endpoints"}, {"acknowledged", "accounts", "ipWhitelists"}),
    "TraderAuthorization": (set(), {"desk", "application", "accountScope", "acknowledged", "accounts", "endpoints",
                                    "ipWhitelists", "user", "validFrom", "validUntil", "state"}),
    "BrokerApplication": ({"integrationModel", "useCases", "requestedEndpoints", "apiUsers", "contact"}, {"ipWhitelists"}),
    "EndpointGrant": ({"application", "endpoints"}, {"apiUsers", "validFrom", "validUntil"}),
    "IPWhitelist": ({"mode"}, {"entries", "institutionWide"}),
}


def resource(kind, name, spec, institution=None, **metadata):
    meta = {"name": name, **metadata}
    if institution is not None:
        meta["institution"] = institution
    return {"apiVersion": "mandate/v1", "kind": kind, "metadata": meta, "spec": spec}


def address(one):
    parts = [one["kind"], one["metadata"].get("institution"), one["metadata"]["name"]]
    return "/".join(part for part in parts if part is not None)


def named(world, kind, institution=None):
    return [one for one in world["resources"]
            if one["kind"] == kind and (institution is None or one["metadata"].get("institution") == institution)]


def rows(world):
    return [row for one in named(world, "EndpointCatalogue") for row in one["spec"]["endpoints"]]


def shifted(at, seconds):
    """The instant so many seconds after `at`, in its usual spelling."""
    return (datetime.fromisoformat(at) + timedelta(seconds=seconds)).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def with_offset(text, minutes):
    """The same instant as an office east or west of Greenwich writes it."""
    return datetime.fromisoformat(text).astimezone(timezone(timedelta(minutes=minutes))).isoformat()


def licence(held=True, **bounds):
    if not held:
        return {"held": False, "reason": "application pending"} | bounds
    return {"held": True, "regulator": "SFC", "number": "ABC123", "types": [1, 4]} | bounds


# What is wrong with a world ------------------------------------------------------------------------

def problems(world):
    """What section 2 of the model refuses, as far as it can go wrong here; empty for a well-formed world."""
    try:
        return world_problems(world)
    except (KeyError, IndexError, TypeError, ValueError) as error:  # something left out or of another type
        return [f"not to be read: {error!r}"]


def world_problems(world):
    found = []
    addresses = [address(one) for one in world["resources"]]
    known = set(addresses)
    if len(known) != len(addresses):
        found.append("two resources at one address")
    for one in world["resources"]:
        found += [f"{address(one)}: {text}" for text in resource_problems(one, known, world)]
    ids = [row["id"] for row in rows(world)]
    if len(set(ids)) != len(ids):
        found.append("an endpoint id twice")
    calls = [(row["method"], path, region) for row in rows(world) for path in [row["path"]] + row.get("aliases", [])
             for region in row.get("regions", ["hk", "us"])]
    if len(set(calls)) != len(calls):
        found.append("a call twice in a region")
    numbers = [one["spec"]["number"] for one in named(world, "Account")]
    numbers += [account["number"] for one in named(world, "RetailClient") for account in one["spec"]["accounts"]]
    if len(set(numbers)) != len(numbers):
        found.append("an account number twice")
    mails = [(one["metadata"]["institution"], one["spec"]["email"]) for one in named(world, "PortalUser")]
    if len(set(mails)) != len(mails):
        found.append("a mail address twice")
    found += cycles(world)
    for place, record in world["applications"].items():
        states = TRADING_STATES if place.startswith("TradingApplication/") else BROKER_STATES
        if place not in known or record["state"] not in states:
            found.append(f"recorded: {place}")
        if record["boundary"] is not None:
            found += [f"boundary: {text}" for text in selector_problems(record["boundary"], known, world)]
    found += [f"override: {place}" for place in world["overrides"] if place not in known]
    return found


def resource_problems(one, known, world):
    kind, meta, spec = one["kind"], one["metadata"], one["spec"]
    required, optional = FIELDS[kind]
    if not required <= spec.keys() or not spec.keys() <= required | optional:
        return ["missing or unknown fields"]
    if not NAME.fullmatch(meta["name"]) or (kind in HOMED) != ("institution" in meta):
        return ["name or institution"]
    if kind in HOMED and f"Institution/{meta['institution']}" not in known:
        return ["no such institution"]
    if kind == "EndpointGrant" and not meta.get("reason"):
        return ["a grant without a reason"]
    found, home = [], meta.get("institution")
    if "state" in spec and spec["state"] not in STATES[kind]:
        found.append("state")
    for key, value in spec.items():
        if isinstance(value, list) and (not value or isinstance(value[0], str) and len(set(value)) != len(value)):
            found.append(f"{key} is empty or has an element twice")
    for target, names in references(kind, spec):
        for name in names:
            place = f"{target}/{home}/{name}" if target in HOMED else f"{target}/{name}"
            if place not in known:
                found.append(f"no such {target} {name}")
    for key in ("endpoints", "include", "exclude", "requestedEndpoints"):
        if key in spec and kind != "EndpointCatalogue":
            found += selector_problems(spec[key], known, world)
    bounded = [spec] + ([spec["licence"]] if kind == "Institution" else []) + (spec.get("entries") or [])
    for part in bounded + (spec["endpoints"] if kind == "EndpointCatalogue" else []):
        if not BOUNDS.isdisjoint(part):
            found += bound_problems(part)
    return found + KIND_PROBLEMS.get(kind, lambda meta, spec, world: [])(meta, spec, world)


def references(kind, spec):
    yield "IPWhitelist", spec.get("ipWhitelists", [])
    if kind in ("Desk", "TraderAuthorization"):
        yield "TradingApplication", [spec["application"]] if "application" in spec else []
        yield "Account", spec.get("accounts", [])
        yield "Desk", [spec["desk"]] if "desk" in spec else []
    if kind in ("BrokerApplication", "EndpointGrant"):
        yield "PortalUser", spec.get("apiUsers", [])
        yield "BrokerApplication", [spec["application"]] if kind == "EndpointGrant" else []
        yield "StaffMember", [spec["contact"]] if kind == "BrokerApplication" else []
    if kind == "Institution":
        yield "Tier", [spec["tier"]] if "tier" in spec else []
    if kind == "PortalUser":
        yield "Account", [name for right in spec.get("accountRights", []) for name in right["accounts"] if name != "*"]


def selector_problems(selectors, known, world):
    usable = [row["id"] for row in rows(world) if "base" not in row.get("flags", [])]
    found = []
    for selector in selectors:
        if selector.startswith("set:"):
            if "PermissionSet/" + selector[4:] not in known:
                found.append(f"no such set: {selector}")
        elif selector.endswith(".*"):
            if not any(endpoint.startswith(selector[:-1]) for endpoint in usable):
                found.append(f"a prefix of nothing: {selector}")
        elif selector != "*" and selector not in usable:
            found.append(f"no such endpoint: {selector}")
    return found


def bound_problems(part):
    found = []
    for key in ("validFrom", "validUntil", "removedOn"):
        if key in part and not INSTANT.fullmatch(part[key]):
            found.append(f"{key} is no instant")
    if "validFrom" in part and "validUntil" in part:
        if datetime.fromisoformat(part["validFrom"]) >= datetime.fromisoformat(part["validUntil"]):
            found.append("validFrom >= validUntil")
    return found


def trader_problems(meta, spec, world):
    own = {"application", "accountScope", "endpoints", "acknowledged", "accounts", "ipWhitelists"} & set(spec)
    if "desk" in spec:
        found = ["both a desk and fields of its own"] if own else []
    elif not {"application", "accountScope", "endpoints"} <= set(spec):
        found = ["neither a desk nor all fields of its own"]
    else:
        found = scope_problems(meta, spec, world)
    users = {one["metadata"]["name"]: one["spec"] for one in named(world, "PortalUser", meta["institution"])}
    user = users.get(spec.get("user", meta["name"]))
    if user is None or user.get("userType") == "dedicated":
        found.append("no such user, or a dedicated one")
    return found


def scope_problems(meta, spec, world):
    if spec["accountScope"] == "listed":
        return [] if "accounts" in spec and "acknowledged" not in spec else ["listed without accounts"]
    return [] if spec.get("acknowledged") is True and "accounts" not in spec else ["all accounts not acknowledged"]


def catalogue_problems(meta, spec, world):
    found = []
    for row in spec["endpoints"]:
        flags = row.get("flags", [])
        if not ENDPOINT.fullmatch(row["id"]) or row["class"] not in CLASSES or not set(flags) <= set(FLAGS):
            found.append(f"row {row['id']}")
        if not {"id", "method", "path", "group", "class"} <= set(row):
            found.append(f"fields of {row['id']}")
        if "base" in flags and row.get("accountScoped", True):
            found.append(f"a base row with accounts: {row['id']}")
        for key in ("flags", "regions", "aliases"):
            if key in row and (not row[key] or len(set(row[key])) != len(row[key])):
                found.append(f"{key} of {row['id']}")
    return found


def list_problems(meta, spec, world):
    entries = spec.get("entries")
    if (spec["mode"] == "restricted") != (entries is not None):
        return ["mode and entries"]
    cidrs = [entry["cidr"] for entry in entries or []]
    wrong = [cidr for cidr in cidrs if str(ipaddress.ip_network(cidr)) not in (cidr, cidr + "/32", cidr + "/128")]
    return ["not canonical"] if wrong or len({ipaddress.ip_network(cidr) for cidr in cidrs}) != len(cidrs) else []


def user_problems(meta, spec, world):
    return ["account rights"] if any(not right["accounts"] or not right["rights"] or not set(right["rights"]) <= set(RIGHTS)
                                     for right in spec.get("accountRights", [])) else []


def institution_problems(meta, spec, world):
    parts = spec["licence"]
    complete = parts["regulator"] and parts["number"] and parts["types"] if parts["held"] else parts["reason"]
    return [] if complete else ["licence incomplete"]


KIND_PROBLEMS = {"TraderAuthorization": trader_problems, "Desk": scope_problems, "EndpointCatalogue": catalogue_problems,
                 "IPWhitelist": list_problems, "PortalUser": user_problems, "Institution": institution_problems}


def cycles(world):
    below = {one["metadata"]["name"]: [selector[4:] for key in ("include", "exclude") for selector in one["spec"].get(key, [])
                                       if selector.startswith("set:")] for one in named(world, "PermissionSet")}

    def reaches(name, seen):
        return any(other in seen or reaches(other, seen | {other}) for other in below.get(name, []))
    return [f"a cycle of sets at {name}" for name in sorted(below) if reaches(name, {name})]

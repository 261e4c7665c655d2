"""Effective access and access impact, told a second time: lists and loops, written from the contract.

"Rule 1" to "rule 5" are those of section 4 of the model. One question a line (JSON), one answer a line, in order.
Where the contract is silent, docs/differences.md says how it is read here.
"""
import json
import re
import sys
from datetime import datetime, timezone

from access_impact import count, impact
from address_spans import EVERYWHERE, caller, common, cover, holds, merged, span

NAME = "/[a-z]([-a-z0-9]{0,61}[a-z0-9])?"
FORMS = re.compile(f"TraderAuthorization{NAME * 2}|BrokerApplication{NAME * 3}|RetailClient{NAME}{NAME.replace('61', '30')}")
moment = datetime.fromisoformat
RIGHT = {"read": "view", "trade": "trade", "funds": "funds", "admin": "manage"}

# What the world says. `register` has given each resource its address, Kind/institution/name or Kind/name.
def find(world, address):
    return next((one["spec"] for one in world["resources"] if one["address"] == address), None)

def every(world, start):
    return [(one["metadata"]["name"], one["spec"]) for one in world["resources"] if one["address"].startswith(start)]

def alive(spec, t):  # half-open, each bound optional
    return not ("validFrom" in spec and t < moment(spec["validFrom"])
                or "validUntil" in spec and t >= moment(spec["validUntil"]))

def principal(world, address):
    """A trader, or a broker application with one of its API users, with all that the rules ask about; else None."""
    kind, home, name, *rest = address.split("/")
    if kind == "TraderAuthorization" and find(world, address) is not None:
        own, grants = find(world, address), None
        terms = find(world, f"Desk/{home}/{own['desk']}") if "desk" in own else own
        user, application = own.get("user", name), f"TradingApplication/{home}/{terms['application']}"
    elif kind == "BrokerApplication" and rest[0] in (find(world, f"{kind}/{home}/{name}") or {"apiUsers": []})["apiUsers"]:
        own, application, user = {}, f"{kind}/{home}/{name}", rest[0]
        terms = find(world, application)
        grants = [grant for _, grant in every(world, f"EndpointGrant/{home}/")
                  if grant["application"] == name and user in grant.get("apiUsers", terms["apiUsers"])]
    else:
        return None  # retail clients have no keys in these worlds
    return {"address": address, "home": home, "institution": find(world, f"Institution/{home}"), "own": own, "terms": terms,
            "user": user, "login": find(world, f"PortalUser/{home}/{user}"), "application": application,
            "requested": find(world, application)["requestedEndpoints"], "grants": grants,
            "record": world["applications"].get(application, {"state": "draft"})}

# Rule 1: why nothing is alive at t at this address, the first reason in the order of the reason codes.
def obstacle(world, address, who, t):
    kind, home, name, *rest = address.split("/")
    if kind == "RetailClient":
        return "suspended" if f"{kind}/{home}" in world["overrides"] else "not-authorized"
    covering = [f"Institution/{home}", f"{kind}/{home}/{name}"] + [f"PortalUser/{home}/{user}" for user in rest]
    covering += [who["application"], f"PortalUser/{home}/{who['user']}"] if who else []
    states = [world["applications"].get(one, {}).get("state") for one in covering] + [who["own"].get("state") if who else None]
    if ("suspended" in states or any(one in world["overrides"] for one in covering)
            or (find(world, covering[0]) or {}).get("state", "open") != "open"):
        return "suspended"
    if not who or "withdrawn" in states or (who["login"] or {"state": "left"}).get("state", "active") != "active":
        return "not-authorized"
    if who["record"]["state"] != "approved":
        return "application-not-approved"
    return None if alive(who["own"], t) else "outside-validity"

# Rule 2: endpoints. The catalogue is the union of all catalogues; no selector matches a base row.
def rows_in_force(world, region, t):
    return [row for _, catalogue in every(world, "EndpointCatalogue/") for row in catalogue["endpoints"]
            if region in row.get("regions", [region]) and not ("removedOn" in row and moment(row["removedOn"]) <= t)]

def base(row):
    return "base" in row.get("flags", [])

def matches(world, selectors, row):
    return not base(row) and any(matches_one(world, selector, row) for selector in selectors)

def matches_one(world, selector, row):
    if not selector.startswith("set:"):
        return selector in ("*", row["id"]) or selector.endswith(".*") and row["id"].startswith(selector[:-1])
    chosen, flags = find(world, "PermissionSet/" + selector[4:]), row.get("flags", [])
    return (chosen is not None and matches(world, chosen["include"], row)
            and row["class"] in chosen.get("classes", [row["class"]])
            and ("withFlags" not in chosen or any(flag in flags for flag in chosen["withFlags"]))
            and not any(flag in flags for flag in chosen.get("withoutFlags", []))
            and not matches(world, chosen.get("exclude", []), row))

def naming(world, who, row):  # what names the row for this principal: the terms of the trader, or grants, dead ones too
    named = [{"endpoints": who["terms"]["endpoints"]}] if who["grants"] is None else who["grants"]
    return [one for one in named if matches(world, one["endpoints"], row)]

def granted(world, who, row, t):
    tier, record = who["institution"].get("tier"), who["record"]
    return (any(alive(one, t) for one in naming(world, who, row))
            and matches(world, who["requested"], row)  # as it is requested now
            and (row["class"] == "read" or row["id"] in record["pinned"])  # as it was approved; read floats
            and (who["grants"] is None or record["boundary"] is None or matches(world, record["boundary"], row))
            and (tier is None or matches(world, find(world, f"Tier/{tier}")["endpoints"], row)))

# Rule 3: licence, in prod only.
def licensed(who, row, environment, t):
    licence = who["institution"]["licence"]
    return environment != "prod" or base(row) or row["class"] == "read" or licence["held"] and alive(licence, t)

# Rule 4: the accounts that a row reaches. For brokers of any ownership, and always by right.
def accounts(world, who, row):
    trader, terms, reached = who["grants"] is None, who["terms"], []
    by_right = not trader or who["institution"].get("accountAlignment") == "user-permissions"
    rights = [one["accounts"] for one in who["login"].get("accountRights", []) if RIGHT[row["class"]] in one["rights"]]
    for name, account in every(world, f"Account/{who['home']}/"):
        if (account.get("state", "ACTIVE") == "ACTIVE" and not (trader and account["ownership"] != "proprietary")
                and not (trader and terms["accountScope"] == "listed" and name not in terms["accounts"])
                and not (by_right and not any(name in names or "*" in names for names in rights))):
            reached.append(name)
    return sorted(reached)

# Rule 5: networks. Lists whose entries have all expired admit nobody; no list, or an unrestricted one, admits everybody.
def level(lists, t):
    if not lists or any(one["mode"] == "unrestricted" for one in lists):
        return EVERYWHERE
    return merged([span(entry["cidr"]) for one in lists for entry in one["entries"] if alive(entry, t)])

def networks(world, who, t):
    lists = every(world, f"IPWhitelist/{who['home']}/")
    return common(level([one for _, one in lists if one.get("institutionWide")], t),
                  level([one for name, one in lists if name in who["terms"].get("ipWhitelists", [])], t))

# Effective access: endpoints with their accounts, and networks. Base rows alone are access; without a network there is none.
def access(world, who, question, t):
    endpoints, reach = {}, networks(world, who, t)
    if reach and not obstacle(world, who["address"], who, t):
        for row in rows_in_force(world, question["region"], t):
            if (base(row) or granted(world, who, row, t)) and licensed(who, row, question["environment"], t):
                found = accounts(world, who, row) if row.get("accountScoped", True) else None
                if found != []:  # account-scoped and no account left: drops out
                    endpoints[row["id"]] = found
    return (endpoints, reach) if endpoints else ({}, [])

def export(who, has, t):
    living, bound = [who["own"]] if who["grants"] is None else [one for one in who["grants"] if alive(one, t)], {}
    for key, pick in (("validFrom", min), ("validUntil", max)):  # of grants the widest, open when one of them is
        known = [moment(one[key]).astimezone(timezone.utc) for one in living if key in one]
        bound[key] = pick(known).strftime("%Y-%m-%dT%H:%M:%SZ") if known and len(known) == len(living) else None
    return {"principal": who["address"], "user": who["user"], "institution": who["home"], **bound,
            "networks": cover(has[1]), "endpoints": has[0]}

# One call: the first reason that applies.
def decide(world, ask, question, t):
    row = next((row for row in rows_in_force(world, question["region"], t) if row["id"] == ask["endpoint"]), None)
    scoped, address, ip = row and row.get("accountScoped", True), ask["principal"], caller(ask["ip"])
    if not FORMS.fullmatch(address) or ip is None or scoped and ask["account"] is None:
        return "bad-request"
    if not row:
        return "unknown-endpoint"
    who = principal(world, address)
    if reason := obstacle(world, address, who, t):
        return reason
    if (named := naming(world, who, row)) and not any(alive(one, t) for one in named):
        return "outside-validity"  # only dead grants name it
    if not licensed(who, row, question["environment"], t):
        return "licence-inactive"
    if not base(row) and not granted(world, who, row, t):
        return "endpoint-not-granted"
    if scoped and not any(ask["account"] in (name, find(world, f"Account/{who['home']}/{name}")["number"])
                          for name in accounts(world, who, row)):
        return "account-not-permitted"
    return "allowed" if holds(networks(world, who, t), ip) else "address-not-listed"

def pins(world, address, question, t):  # what an approval would pin; in prod none of a broker's without an assessment
    boundary = world["applications"].get(address, {}).get("boundary")
    if address.startswith("TradingApplication/") or boundary is None and question["environment"] != "prod":
        boundary = ["*"]
    return sorted(row["id"] for row in rows_in_force(world, question["region"], t) if row["class"] != "read"
                  and matches(world, find(world, address)["requestedEndpoints"], row) and matches(world, boundary or [], row))

def register(world, question, t):
    for one in world["resources"]:
        parts = [one["kind"], one["metadata"].get("institution"), one["metadata"]["name"]]
        one["address"] = "/".join(part for part in parts if part)
    names = [one["address"] for one in world["resources"] if one["kind"] == "TraderAuthorization"]
    names += [f"{one['address']}/{user}" for one in world["resources"] if one["kind"] == "BrokerApplication"
              for user in one["spec"]["apiUsers"]]
    found = [(who, access(world, who, question, t)) for who in (principal(world, name) for name in sorted(names))]
    return [(who, has) for who, has in found if has[0]]

def answer(question):
    t, before, after = moment(question["at"]), question["before"], question["after"]
    old, new = register(before, question, t), register(after, question, t) if after else None
    changes = impact({who["address"]: has for who, has in old}, {who["address"]: has for who, has in new}) if after else None
    reasons = [decide(before, ask, question, moment(ask.get("at", question["at"]))) for ask in question["ask"]]
    return {"id": question["id"], "before": [export(who, has, t) for who, has in old],
            "after": [export(who, has, t) for who, has in new] if after else None,
            "impact": changes, "widening": count(changes, "gained"), "narrowing": count(changes, "lost"),
            "answers": [{"decision": "allow" if reason == "allowed" else "deny", "reason": reason} for reason in reasons],
            "pins": {address: pins(before, address, question, t) for address in question["pin"]}}

if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)

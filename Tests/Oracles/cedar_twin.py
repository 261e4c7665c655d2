"""Holds a program against Cedar: a world becomes entities and policies, and Cedar says who may do what.

    cedar_twin.py --driver PATH --decisions N [--seed S]
    cedar_twin.py --self-test                 plants faults into the oracle: each must be seen

The policies come from the manifests and records alone: a permit for what an authorization or a grant selects, a forbid
for everything that takes away. Two kinds of claims of the program are judged, allow or deny:
its answers to questions, and what its export of effective access says of endpoint, account and address.
An error or no decision counts as deny. Needs the module cedarpy.
"""
import argparse
import collections
import ipaddress
import json
import sys
import tempfile
from datetime import datetime

import cedarpy

import access_worlds
from access_faults import DECISIONS, planted
from access_manifests import named, rows
from line_driver import Driver, DriverFailure

RIGHTS = {"read": "view", "trade": "trade", "funds": "funds", "admin": "manage"}
SHOWN = 20

# What holds in every world. `principal` is a Trader or a Pair (of a broker application and an API user).
COMMON = """
permit(principal, action, resource) when { principal has application && resource.base };
forbid(principal, action, resource) unless { principal.home.state == "open" };
forbid(principal, action, resource) unless { principal.user.state == "active" };
forbid(principal, action, resource) unless { principal.application.state == "approved" };
forbid(principal, action, resource) when { principal has state && principal.state != "active" };
forbid(principal, action, resource) when { principal has from && context.now < principal.from };
forbid(principal, action, resource) when { principal has until && context.now >= principal.until };
forbid(principal, action, resource) when { resource has regions && !resource.regions.contains(context.region) };
forbid(principal, action, resource) when { resource has removedOn && resource.removedOn <= context.now };
forbid(principal, action, resource) when {
  !resource.base && resource.class != "read" && !principal.application.pinned.contains(resource.id) };
forbid(principal, action, resource) when {
  context.environment == "prod" && !resource.base && resource.class != "read" && !principal.home.licensed };
forbid(principal, action, resource) when { context.environment == "prod" && !resource.base && resource.class != "read"
  && principal.home has from && context.now < principal.home.from };
forbid(principal, action, resource) when { context.environment == "prod" && !resource.base && resource.class != "read"
  && principal.home has until && context.now >= principal.home.until };
forbid(principal, action, resource) when { resource.scoped && !(context has account) };
forbid(principal, action, resource) when { resource.scoped && context has account && context.account.home != principal.home };
forbid(principal, action, resource) when { resource.scoped && context has account && context.account.state != "ACTIVE" };
forbid(principal is Trader, action, resource) when {
  resource.scoped && context has account && context.account.ownership != "proprietary" };
forbid(principal, action, resource) when {
  resource.scoped && context has account && principal has listed && !principal.listed.contains(context.account) };
"""
BY_RIGHT = """
forbid({who}, action, resource) when {{ resource.scoped && context has account && resource.class == "{kind}"
  && {aligned} && !principal.user.{right}All && !principal.user.{right}.contains(context.account) }};
"""


def quoted(text):
    return json.dumps(text)


def uid(kind, *parts):
    return {"type": kind, "id": "/".join(parts)}


def ref(kind, *parts):
    return {"__entity": uid(kind, *parts)}


def name_of(kind, *parts):
    return f"{kind}::{quoted('/'.join(parts))}"


def seconds(text):
    return int(datetime.fromisoformat(text).timestamp())


def bounds(spec):
    return {to: seconds(spec[key]) for key, to in (("validFrom", "from"), ("validUntil", "until")) if key in spec}


# Entities: the facts ------------------------------------------------------------------------------------

def entities(world):
    found = []

    def add(kind, parts, **attributes):
        found.append({"uid": uid(kind, *parts), "attrs": attributes, "parents": []})

    for row in rows(world):
        extra = {"removedOn": seconds(row["removedOn"])} if "removedOn" in row else {}
        extra |= {"regions": row["regions"]} if "regions" in row else {}
        add("Endpoint", [row["id"]], id=row["id"], base="base" in row.get("flags", []), flags=row.get("flags", []),
            scoped=row.get("accountScoped", True), **extra, **{"class": row["class"]})
    for one in world["resources"]:
        kind, name, home, spec = one["kind"], one["metadata"]["name"], one["metadata"].get("institution"), one["spec"]
        if kind == "Institution":
            add(kind, [name], state=spec.get("state", "open"), licensed=spec["licence"]["held"], **bounds(spec["licence"]),
                aligned=spec.get("accountAlignment", "portal-wide") == "user-permissions")
        elif kind == "Account":
            add(kind, [home, name], home=ref("Institution", home), state=spec.get("state", "ACTIVE"), ownership=spec["ownership"])
        elif kind == "PortalUser":
            add(kind, [home, name], state=spec.get("state", "active"), **rights(home, spec))
        elif kind in ("TradingApplication", "BrokerApplication"):
            record = world["applications"].get(f"{kind}/{home}/{name}", {"state": "none", "pinned": []})
            add(kind, [home, name], state=record["state"], pinned=record["pinned"])
        if kind == "BrokerApplication":
            for user in spec["apiUsers"]:
                add("Pair", [home, name, user], home=ref("Institution", home), user=ref("PortalUser", home, user),
                    application=ref(kind, home, name))
        if kind == "TraderAuthorization":
            terms = terms_of(world, one)
            scope = {"listed": [ref("Account", home, name) for name in terms["accounts"]]} if terms["accountScope"] == "listed" else {}
            add("Trader", [home, name], home=ref("Institution", home), user=ref("PortalUser", home, spec.get("user", name)),
                application=ref("TradingApplication", home, terms["application"]), state=spec.get("state", "active"),
                **bounds(spec), **scope)
    return found


def rights(home, spec):
    found = {}
    for right in RIGHTS.values():
        names = [name for one in spec.get("accountRights", []) if right in one["rights"] for name in one["accounts"]]
        found[right] = [ref("Account", home, name) for name in names if name != "*"]
        found[right + "All"] = "*" in names
    return found


def terms_of(world, authorization):
    home, spec = authorization["metadata"]["institution"], authorization["spec"]
    for desk in named(world, "Desk", home):
        if desk["metadata"]["name"] == spec.get("desk"):
            return desk["spec"]
    return spec


# Policies: who is permitted what, and what forbids it ------------------------------------------------------

def selecting(world, selectors):
    """The condition that one of the selectors matches `resource`."""
    return "(!resource.base && (" + " || ".join(selects(world, selector) for selector in selectors) + "))"


def selects(world, selector):
    if selector == "*":
        return "true"
    if selector.endswith(".*"):
        return f"resource.id like {quoted(selector)}"
    if not selector.startswith("set:"):
        return f"resource == {name_of('Endpoint', selector)}"
    spec = next(one["spec"] for one in named(world, "PermissionSet") if one["metadata"]["name"] == selector[4:])
    parts = [selecting(world, spec["include"])]
    if "classes" in spec:
        parts.append(f"{json.dumps(spec['classes'])}.contains(resource.class)")
    if "withFlags" in spec:
        parts.append(f"resource.flags.containsAny({json.dumps(spec['withFlags'])})")
    if "withoutFlags" in spec:
        parts.append(f"!resource.flags.containsAny({json.dumps(spec['withoutFlags'])})")
    if "exclude" in spec:
        parts.append("!" + selecting(world, spec["exclude"]))
    return "(" + " && ".join(parts) + ")"


def timely(spec):
    """The condition that the bounds of a grant or an entry hold, as a list of parts."""
    known = bounds(spec)
    return ([f"context.now >= {known['from']}"] if "from" in known else []) + (
        [f"context.now < {known['until']}"] if "until" in known else [])


def inside(lists):
    """The condition that the caller stands in a live entry of one of the lists; None when anybody may call."""
    if not lists or any(one["mode"] == "unrestricted" for one in lists):
        return None
    found = [" && ".join([f"context.ip.isInRange(ip({quoted(entry['cidr'])}))"] + timely(entry))
             for one in lists for entry in one["entries"]]
    return " || ".join(f"({part})" for part in found)


def policies(world):
    found = [COMMON]
    for kind, right in RIGHTS.items():
        found.append(BY_RIGHT.format(who="principal is Trader", kind=kind, right=right, aligned="principal.home.aligned"))
        found.append(BY_RIGHT.format(who="principal is Pair", kind=kind, right=right, aligned="true"))

    def forbid(whom, condition):
        found.append(f"forbid({whom}, action, resource) when {{ {condition} }};")

    for one in world["resources"]:
        kind, home = one["kind"], one["metadata"].get("institution")
        name, spec = one["metadata"]["name"], one["spec"]
        if kind == "Institution":
            here = f"principal has home && principal.home == {name_of(kind, name)}"
            if "tier" in spec:
                tier = next(tier["spec"] for tier in named(world, "Tier") if tier["metadata"]["name"] == spec["tier"])
                forbid("principal", f"{here} && !resource.base && !{selecting(world, tier['endpoints'])}")
            wide = inside([other["spec"] for other in named(world, "IPWhitelist", name) if other["spec"].get("institutionWide", False)])
            if wide is not None:
                forbid("principal", f"{here} && !({wide})")
        elif kind in ("TradingApplication", "BrokerApplication"):
            under = f"principal has application && principal.application == {name_of(kind, home, name)} && !resource.base"
            forbid("principal", f"{under} && !{selecting(world, spec['requestedEndpoints'])}")
            boundary = world["applications"].get(f"{kind}/{home}/{name}", {}).get("boundary")
            if kind == "BrokerApplication" and boundary is not None:
                forbid("principal", f"{under} && !{selecting(world, boundary)}")
            if kind == "BrokerApplication":
                own_networks(world, spec, home, forbid, f"principal.application == {name_of(kind, home, name)}", "principal is Pair")
        elif kind == "TraderAuthorization":
            terms, whom = terms_of(world, one), f"principal == {name_of('Trader', home, name)}"
            found.append(f"permit({whom}, action, resource) when {{ {selecting(world, terms['endpoints'])} }};")
            own_networks(world, terms, home, forbid, "true", whom)
        elif kind == "EndpointGrant":
            parts = [f"principal.application == {name_of('BrokerApplication', home, spec['application'])}",
                     selecting(world, spec["endpoints"])] + timely(spec)
            if "apiUsers" in spec:
                parts.append("[" + ", ".join(name_of("PortalUser", home, user) for user in spec["apiUsers"]) + "].contains(principal.user)")
            found.append(f"permit(principal is Pair, action, resource) when {{ {' && '.join(parts)} }};")
    for place in world["overrides"]:
        kind, *parts = place.split("/")
        attribute = {"Institution": "home", "PortalUser": "user", "TradingApplication": "application",
                     "BrokerApplication": "application"}.get(kind)
        if attribute:
            forbid("principal", f"principal has {attribute} && principal.{attribute} == {name_of(kind, *parts)}")
        elif kind == "TraderAuthorization":
            forbid(f"principal == {name_of('Trader', *parts)}", "true")
    return "\n".join(found)


def own_networks(world, terms, home, forbid, condition, whom):
    lists = [one["spec"] for one in named(world, "IPWhitelist", home) if one["metadata"]["name"] in terms.get("ipWhitelists", [])]
    if (where := inside(lists)) is not None:
        forbid(whom, f"{condition} && !({where})")


# Questions and answers -----------------------------------------------------------------------------------------

def request(world, ask, question):
    """The question in Cedar's form; None for a caller's address that is none."""
    try:
        caller = ipaddress.ip_address(ask["ip"])
    except ValueError:
        return None
    if "%" in ask["ip"]:
        return None
    if caller.version == 6 and caller.ipv4_mapped:
        caller = caller.ipv4_mapped
    kind, *parts = ask["principal"].split("/")
    who = {"TraderAuthorization": "Trader", "BrokerApplication": "Pair"}.get(kind, "Stranger")
    context = {"now": seconds(ask.get("at", question["at"])), "region": question["region"], "environment": question["environment"],
               "ip": {"__extn": {"fn": "ip", "arg": str(caller)}}}
    for one in named(world, "Account"):
        home, name = one["metadata"]["institution"], one["metadata"]["name"]
        if ask["account"] == one["spec"]["number"] or ask["account"] == name and parts[:1] == [home]:
            context["account"] = ref("Account", home, name)
    return {"principal": name_of(who, *parts), "action": 'Action::"call"', "resource": name_of("Endpoint", ask["endpoint"]),
            "context": context}


def verdicts(question, asks):
    """Cedar's answers: True for allow. A policy that fails would be skipped, so an error is a deny."""
    world = question["before"]
    requests = [request(world, ask, question) for ask in asks]
    results = iter(cedarpy.is_authorized_batch([one for one in requests if one], policies(world), entities(world)))
    found = []
    for one in requests:
        result = next(results) if one else None
        found.append(result is not None and result.decision == cedarpy.Decision.Allow and not result.diagnostics.errors)
    return found


def points(dice, question, count):
    """Questions at the instant of the line, spread over everybody and everything, to hold the export against."""
    world = question["before"]
    principals, ips = access_worlds.principal_names(world), access_worlds.callers(world)
    everything = [(principal, row["id"], account) for principal in principals for row in rows(world)
                  for account in ([one["metadata"]["name"] for one in named(world, "Account", principal.split("/")[1])]
                                  if row.get("accountScoped", True) else [None])]
    chosen = dice.sample(everything, min(count, len(everything)))
    return [{"principal": principal, "endpoint": endpoint, "account": account, "ip": dice.choice(ips)}
            for principal, endpoint, account in chosen]


def exported(answer, ask):
    """Whether the export says that this call is open."""
    for one in answer["before"]:
        if one["principal"] == ask["principal"] and ask["endpoint"] in one["endpoints"]:
            reach, caller = one["endpoints"][ask["endpoint"]], ipaddress.ip_address(ask["ip"])
            return (reach is None or ask["account"] in reach) and any(
                caller in ipaddress.ip_network(network) for network in one["networks"])
    return False


def line(seed, number):
    """A random world with many questions; `after` plays no part here."""
    question = access_worlds.line(seed, number)[0]
    dice = access_worlds.Dice(f"twin/{seed}/{number}")
    return question | {"after": None, "pin": [], "ask": access_worlds.questions(dice, question["before"], question["at"], 20)}


class Judge:
    """Counts the claims of a program and what Cedar says of them."""

    def __init__(self, seed):
        self.seed, self.counts, self.wrong = seed, collections.Counter(), []

    def hear(self, question, answer):
        dice = access_worlds.Dice(f"points/{self.seed}/{question['id']}")
        asks = question["ask"]
        places = points(dice, question, 40)
        claims = [one["decision"] == "allow" for one in answer["answers"]] + [exported(answer, ask) for ask in places]
        for index, (ask, claim, verdict) in enumerate(zip(asks + places, claims, verdicts(question, asks + places), strict=True)):
            kind = "answer" if index < len(asks) else "export"
            self.counts.update({"decisions": 1, f"{kind}s": 1, f"{kind}s that allow": verdict})
            if claim != verdict:
                said = answer["answers"][index]["reason"] if kind == "answer" else "open" if claim else "not open"
                self.wrong.append(f"seed {self.seed} line {question['id']} {kind} {json.dumps(ask)}: Cedar "
                                  f"{'allows' if verdict else 'denies'}, the program says {said}")

    def hollow(self):
        return [f"{kind}: fewer than 5 % allow" for kind in ("answers", "exports")
                if self.counts[f"{kind} that allow"] < 0.05 * max(1, self.counts[kind])]


def compare(path, decisions, seed):
    judge, number = Judge(seed), 0
    try:
        with Driver(path) as driver:
            while judge.counts["decisions"] < decisions:
                batch = [json.dumps(line(seed, number + step)) for step in range(50)]
                for text, answer in driver.stream(batch):
                    judge.hear(json.loads(text), answer)
                number += len(batch)
    except DriverFailure as failure:
        print(failure)
        return False
    for text in judge.wrong[:SHOWN]:
        print(text)
    print(f"{number} worlds, " + ", ".join(f"{count} {name}" for name, count in judge.counts.items()) +
          f", {len(judge.wrong)} disagreements")
    for text in judge.hollow():
        print(f"proves too little: {text}")
    return not judge.wrong and not judge.hollow()


def self_test(most, seed):
    missed = []
    for fault in [None] + DECISIONS:
        with tempfile.TemporaryDirectory() as folder, Driver(planted(fault, folder)) as driver:
            judge = Judge(seed)
            lines = (json.dumps(line(seed, number)) for number in range(most if fault else 100))
            for text, answer in driver.stream(lines, window=4):
                judge.hear(json.loads(text), answer)
                if judge.wrong:
                    break
        name, good = (fault[0], judge.wrong) if fault else ("a faithful copy agrees", not judge.wrong)
        print(f"{'as it should be' if good else 'WRONG'} after {judge.counts['decisions']:5} decisions: {name}")
        missed += [] if good else [name]
    print(f"{len(DECISIONS) + 1 - len(missed)} of {len(DECISIONS) + 1} as they should be")
    return not missed


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--driver", metavar="PATH")
    options.add_argument("--decisions", type=int, default=20000, metavar="N")
    options.add_argument("--seed", default="1")
    options.add_argument("--self-test", action="store_true")
    chosen = options.parse_args()
    if chosen.self_test:
        return self_test(1500, chosen.seed)
    if not chosen.driver:
        options.error("name a --driver, or say --self-test")
    return compare(chosen.driver, chosen.decisions, chosen.seed)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)

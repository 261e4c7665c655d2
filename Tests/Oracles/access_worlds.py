"""Random estates, hostile changes of them and questions at their edges, all from one seed.

    python3 access_worlds.py --random 1000 --seed 7     prints 1000 lines of the protocol
    python3 access_worlds.py --random 1000 --check      says how many are ill-formed, and which edits were made

World number N of a seed is the same on every machine and does not depend on the worlds before it.
"""
import argparse
import collections
import ipaddress
import json
import random
import sys

from access_edits import edited
from access_manifests import (BROKER_STATES, CLASSES, RIGHTS, STATES, TRADING_STATES, licence, named, problems, resource, rows,
                              shifted, with_offset)

MOMENTS = ("2026-11-20T09:00:00Z", "2028-02-29T00:00:00Z", "2038-01-19T03:14:08Z", "2026-12-31T23:59:59Z", "2027-03-28T01:00:00Z")
DAY = 86400
HOUSES = ("alder", "birch-hill", "c4")
PEOPLE = ("amy", "ben", "cora", "dan")
ENDPOINTS = (  # id, class, account-scoped, flags; `trade.order` and `trade.orders.export` are near misses of `trade.order.*`
    ("market.quote.get", "read", False, []), ("market.quote.stream", "read", False, ["stream", "paid"]),
    ("account.list", "read", False, []), ("account.balance.get", "read", True, ["pii"]),
    ("trade.order", "read", True, []), ("trade.order.list", "read", True, []), ("trade.orders.export", "read", True, ["pii"]),
    ("trade.order.place", "trade", True, ["mut"]), ("trade.order.cancel", "trade", True, ["mut"]),
    ("funds.transfer.create", "funds", True, ["mut"]), ("funds.transfer.list", "read", True, []),
    ("broker.client.create", "admin", False, ["mut", "pii"]), ("broker.client.close", "admin", True, ["mut"]))
BASES = (("auth.token.check", "read"), ("auth.token.create", "admin"))
CIDRS = ("203.0.113.0/24", "203.0.113.0/25", "203.0.113.128/25", "203.0.113.64/26", "203.0.113.7/32", "203.0.113.8/29",
         "203.0.112.0/23", "198.51.100.0/24", "198.51.100.0/31", "0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "255.255.255.255/32",
         "0.0.0.0/32", "2001:db8::/32", "2001:db8::/64", "2001:db8:0:1::/64", "2001:db8::7/128", "::/0", "::/1", "8000::/1",
         "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128", "::/128")
MALFORMED_IPS = ("", "203.0.113.256", "203.0.113.07", "203.0.113", "203.0.113.7/32", " 203.0.113.7", "fe80::1%eth0", "0x7f.1",
                 "2001:db8:::1", "::ffff:203.0.113.07", "localhost", "203.0.113.７", "1:2:3:4:5:6:7:8:9", "[2001:db8::1]")
MALFORMED_PRINCIPALS = ("", "amy", "TraderAuthorization/alder", "TraderAuthorization/alder/amy/x", "BrokerApplication/alder/feed",
                        "Desk/alder/equities", "RetailClient/nora", "TraderAuthorization//amy", "traderauthorization/alder/amy",
                        "TraderAuthorization/alder/Amy", "TraderAuthorization/alder/amy ", "RetailClient/nora/" + "k" * 33)


class Dice(random.Random):
    """Chance with a temper: `fault` is what makes a world strange, so that calm and wild ones both occur."""

    temper = 1.0

    def chance(self, share):
        return self.random() < share

    def fault(self, share):
        return self.random() < share * self.temper

    def some(self, pool, most, least=1):
        pool = list(pool)
        return sorted(self.sample(pool, min(len(pool), self.randint(least, most))))


# Estates ---------------------------------------------------------------------------------------------

def spelled(dice, text):
    return with_offset(text, dice.choice((480, -300, 330, 0))) if dice.chance(0.15) else text


def bounds(dice, at, share=0.35):
    """Some validity, its ends on the instant itself, one second beside it or far away; mostly it holds."""
    part = {}
    if dice.chance(share):
        seconds = dice.choice((1, DAY)) if dice.fault(0.15) else dice.choice((0, 0, -1, -30 * DAY))
        part["validFrom"] = shifted(at, seconds)
    if dice.chance(share):
        seconds = dice.choice((0, -1, -DAY)) if dice.fault(0.2) else dice.choice((1, 1, 3600, 30 * DAY))
        part["validUntil"] = shifted(at, seconds)
    if len(part) == 2 and part["validFrom"] >= part["validUntil"]:
        del part["validFrom"]
    return {key: spelled(dice, text) for key, text in part.items()}


def selectors(dice, ids, sets, broad):
    found = {"*"} if dice.chance(0.6 if broad else 0.3) else set()
    while not found or dice.chance(0.55):
        kind = dice.random()
        endpoint = dice.choice(ids)
        if kind < 0.45:
            parts = endpoint.split(".")
            found.add(".".join(parts[:dice.randint(1, len(parts) - 1)]) + ".*")
        elif kind < 0.75 or not sets:
            found.add(endpoint)
        else:
            found.add("set:" + dice.choice(sets))
    return sorted(found)


def row(dice, at, endpoint, kind, scoped, flags):
    one = {"id": endpoint, "method": "GET" if kind == "read" else "POST", "path": "/" + endpoint.replace(".", "/"),
           "group": endpoint.split(".")[0], "class": kind}
    if flags:
        one["flags"] = sorted(flags)
    if not scoped:
        one["accountScoped"] = False
    if dice.fault(0.1):
        one["regions"] = dice.choice((["hk"], ["us"], ["hk", "us"]))
    if dice.fault(0.1):
        one["removedOn"] = spelled(dice, shifted(at, dice.choice((-DAY, -1, 0, 1, DAY))))
    if dice.chance(0.2):
        one["aliases"] = ["/v1/" + endpoint.replace(".", "/")]
    return one


def catalogue(dice, at):
    chosen = dice.sample(ENDPOINTS, dice.randint(4, 8))
    found = [row(dice, at, endpoint, dice.choice(CLASSES) if dice.fault(0.1) else kind, scoped != dice.fault(0.1),
                 [flag for flag in ("mut", "paid") if dice.chance(0.2)] if dice.fault(0.1) else flags)
             for endpoint, kind, scoped, flags in chosen]
    for endpoint, kind in BASES if dice.chance(0.4) else ():
        if dice.chance(0.6):
            found.append(row(dice, at, endpoint, kind, False, ["base", "mut"] if dice.chance(0.3) else ["base"]))
    dice.shuffle(found)
    cut = dice.randint(1, len(found) - 1) if dice.chance(0.2) else len(found)
    parts = [part for part in (found[:cut], found[cut:]) if part]
    return [resource("EndpointCatalogue", f"catalogue-{number}", {"version": "1", "endpoints": part})
            for number, part in enumerate(parts, 1)]


def permission_sets(dice, ids):
    found = []
    for number in range(dice.choice((0, 1, 1, 2, 3))):
        sets = [one["metadata"]["name"] for one in found]
        spec = {"include": selectors(dice, ids, sets, True)}
        if dice.chance(0.4):
            spec["exclude"] = selectors(dice, ids, sets, False)
            if "*" in spec["exclude"]:
                spec["exclude"] = [dice.choice(ids)]
        if dice.chance(0.3):
            spec["classes"] = dice.some(CLASSES, 3)
        if dice.chance(0.15):
            spec["withFlags"] = dice.some(("mut", "pii", "stream", "paid", "base"), 3)
        if dice.chance(0.2):
            spec["withoutFlags"] = dice.some(("mut", "pii", "stream", "paid"), 2)
        found.append(resource("PermissionSet", f"set-{number}", spec))
    return found


def whitelists(dice, at, house):
    found = []
    for number in range(dice.choice((0, 0, 1, 2, 3))):
        spec = {"mode": "unrestricted"}
        if not dice.chance(0.12):
            pool = dice.choice((CIDRS[:8], CIDRS[:8], CIDRS[14:18], CIDRS))
            entries = [{"cidr": cidr} for cidr in dice.some(pool, 4)]
            for entry in entries:
                if dice.chance(0.3):
                    entry["validUntil"] = spelled(dice, shifted(at, dice.choice((-1, 0, 1, 1, DAY, -DAY))))
                if dice.chance(0.2):
                    entry["note"] = "rack " + entry["cidr"][-2:]
            spec = {"mode": "restricted", "entries": entries}
        if dice.chance(0.25):
            spec["institutionWide"] = True
        found.append(resource("IPWhitelist", f"list-{number}", spec, house))
    return found


def chosen_lists(dice, lists):
    names = [one["metadata"]["name"] for one in lists]
    return {"ipWhitelists": dice.some(names, 2)} if names and dice.chance(0.6) else {}


def terms(dice, application, accounts, ids, sets, lists):
    spec = {"application": application, "endpoints": selectors(dice, ids, sets, False)} | chosen_lists(dice, lists)
    if accounts and dice.chance(0.5):
        return spec | {"accountScope": "listed", "accounts": dice.some(accounts, 2)}
    return spec | {"accountScope": "all-portal-accounts", "acknowledged": True}


def institution(dice, at, house, number, tiers):
    spec = {"legalName": house + " Limited", "country": "HK", "openingEmail": f"opening@{house}.example",
            "licence": licence(not dice.fault(0.25), **bounds(dice, at))}
    if tiers and dice.chance(0.5):
        spec["tier"] = dice.choice(tiers)
    if dice.chance(0.35):
        spec["accountAlignment"] = "user-permissions"
    if dice.fault(0.06):
        spec["state"] = dice.choice(STATES["Institution"])
    accounts = [f"a{index}" for index in range(1, dice.randint(1, 4) + 1)] if not dice.fault(0.05) else []
    found = [resource("Institution", house, spec)]
    for index, name in enumerate(accounts):
        account = {"number": f"{number}{index}0042", "type": dice.choice(("CASH", "MARGIN")),
                   "ownership": "client" if dice.chance(0.25) else "proprietary"}
        if dice.fault(0.15):
            account["state"] = dice.choice(STATES["Account"])
        found.append(resource("Account", name, account, house))
    return found, accounts


def users(dice, house, accounts):
    found = []
    for name in PEOPLE[:dice.randint(1, 4)]:
        spec = {"email": f"{name}@{house}.example"}
        if dice.chance(0.8):
            spec["accountRights"] = [{"accounts": ["*"] if not accounts or dice.chance(0.4) else dice.some(accounts, 3),
                                      "rights": dice.some(RIGHTS, 4)} for _ in range(dice.randint(1, 2))]
        if dice.fault(0.1):
            spec["state"] = dice.choice(STATES["PortalUser"])
        found.append(resource("PortalUser", name, spec, house))
    if dice.chance(0.4):
        spec = {"email": f"machine@{house}.example", "userType": "dedicated",
                "accountRights": [{"accounts": ["*"], "rights": dice.some(RIGHTS, 4, 2)}]}
        found.append(resource("PortalUser", "machine", spec, house))
    return found


def trading_side(dice, at, house, accounts, people, ids, sets, lists):
    applications = ["floor"] + (["night"] if dice.chance(0.25) else [])
    found = [resource("TradingApplication", name, {"purpose": "orders", "requestedEndpoints": selectors(dice, ids, sets, True)},
                      house) for name in applications]
    desks = ["equities", "options"][:dice.randint(0, 2)]
    found += [resource("Desk", name, terms(dice, dice.choice(applications), accounts, ids, sets, lists), house) for name in desks]
    persons = [one["metadata"]["name"] for one in people if one["spec"].get("userType") != "dedicated"]
    for index in range(dice.randint(1, 3)):
        if desks and dice.chance(0.6):
            spec = {"desk": dice.choice(desks)}
        else:
            spec = terms(dice, dice.choice(applications), accounts, ids, sets, lists)
        name = dice.choice(persons) if dice.chance(0.6) else f"auth-{index}"
        if name in {one["metadata"]["name"] for one in found if one["kind"] == "TraderAuthorization"}:
            name = f"auth-{index}"
        if name not in persons or dice.chance(0.2):
            spec["user"] = dice.choice(persons)
        spec |= bounds(dice, at)
        if dice.fault(0.1):
            spec["state"] = dice.choice(STATES["TraderAuthorization"])
        found.append(resource("TraderAuthorization", name, spec, house))
    return found


def broker_side(dice, at, house, people, ids, sets, lists):
    names = [one["metadata"]["name"] for one in people]
    api_users = dice.some(names, 3)
    found = [resource("BrokerApplication", "feed", {
        "integrationModel": "fully disclosed", "useCases": ["orders"], "contact": "sue", "apiUsers": api_users,
        "requestedEndpoints": selectors(dice, ids, sets, True)} | chosen_lists(dice, lists), house)]
    for index in range(dice.choice((0, 1, 2, 2, 3))):
        spec = {"application": "feed", "endpoints": selectors(dice, ids, sets, dice.chance(0.5))} | bounds(dice, at)
        if dice.chance(0.35):
            spec["apiUsers"] = dice.some(api_users, 2)
        found.append(resource("EndpointGrant", f"grant-{index}", spec, house, reason="BR-7 asked for it"))
    return found


def recorded(dice, world, ids, sets):
    """What commands have recorded: applications and overrides."""
    risky = [one["id"] for one in rows(world) if one["class"] != "read" or dice.chance(0.1)]
    for kind, states in (("TradingApplication", TRADING_STATES), ("BrokerApplication", BROKER_STATES)):
        for one in named(world, kind):
            if dice.fault(0.06):
                continue
            home, name = one["metadata"]["institution"], one["metadata"]["name"]
            boundary = None
            if kind == "BrokerApplication" and dice.chance(0.6):
                boundary = selectors(dice, ids, sets, True)
            world["applications"][f"{kind}/{home}/{name}"] = {
                "state": dice.choice(states) if dice.fault(0.12) else "approved", "boundary": boundary,
                "pinned": sorted(endpoint for endpoint in risky if dice.chance(0.8))}
    places = [f"{one['kind']}/{one['metadata']['institution']}/{one['metadata']['name']}" for one in world["resources"]
              if one["kind"] in ("PortalUser", "TradingApplication", "BrokerApplication", "TraderAuthorization")]
    places += [f"{one['kind']}/{one['metadata']['name']}" for one in world["resources"]
               if one["kind"] in ("Institution", "RetailClient")]
    while dice.fault(0.12):
        world["overrides"][dice.choice(places)] = dice.choice(("suspended", "revoked"))


def estate(dice, at):
    world = {"resources": catalogue(dice, at), "applications": {}, "overrides": {}}
    ids = sorted(one["id"] for one in rows(world) if "base" not in one.get("flags", []))
    world["resources"] += permission_sets(dice, ids)
    sets = [one["metadata"]["name"] for one in named(world, "PermissionSet")]
    tiers = ["gold", "silver"][:dice.choice((0, 0, 1, 2))]
    world["resources"] += [resource("Tier", name, {"endpoints": selectors(dice, ids, sets, True)}) for name in tiers]
    for number, house in enumerate(HOUSES[:dice.choice((1, 1, 1, 2, 2, 3))], 1):
        found, accounts = institution(dice, at, house, number, tiers)
        people, lists = users(dice, house, accounts), whitelists(dice, at, house)
        world["resources"] += found + people + lists
        world["resources"] += trading_side(dice, at, house, accounts, people, ids, sets, lists) if dice.chance(0.9) else []
        world["resources"] += broker_side(dice, at, house, people, ids, sets, lists) if dice.chance(0.55) else []
    if named(world, "BrokerApplication"):
        world["resources"].append(resource("StaffMember", "sue", {"email": "sue@broker.example", "roles": ["reviewer"]}))
    if dice.chance(0.15):
        world["resources"].append(resource("RetailClient", "nora", {
            "email": "nora@mail.example", "accounts": [{"name": "isa", "number": "r-1", "type": "stocks-isa"}]}))
    recorded(dice, world, ids, sets)
    dice.shuffle(world["resources"])
    return world


# Questions ---------------------------------------------------------------------------------------------

def callers(world):
    """Addresses on both sides of every edge of every entry."""
    found = ["203.0.113.9", "2001:db8::9", "192.0.2.1"]
    for one in named(world, "IPWhitelist"):
        for entry in one["spec"].get("entries", []):
            network = ipaddress.ip_network(entry["cidr"])
            for number in (network[0], network[-1]):
                top = 2 ** number.max_prefixlen
                found += [str(type(number)((int(number) + step) % top)) for step in (-1, 0, 0, 0, 1)]
    return sorted(found)


def as_mapped(dice, text):
    if ":" in text or not dice.chance(0.15):
        return text
    hexadecimal = ipaddress.IPv6Address((0xFFFF << 32) + int(ipaddress.IPv4Address(text)))
    return dice.choice(("::ffff:" + text, "::FFFF:" + text, hexadecimal.exploded))


def instants(world, at):
    """Every bound in the world, and one second on both sides of it."""
    found = set()

    def visit(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("validFrom", "validUntil", "removedOn"):
                    found.add(inner)
                elif isinstance(inner, (dict, list)):
                    visit(inner)
        else:
            for inner in value:
                if isinstance(inner, dict):
                    visit(inner)
    visit([one["spec"] for one in world["resources"]])
    return sorted({shifted(text, step) for text in found for step in (-1, 0, 1)} | {at, shifted(at, DAY)})


def principal_names(world):
    found = []
    for one in world["resources"]:
        place = f"{one['kind']}/{one['metadata'].get('institution')}/{one['metadata']['name']}"
        if one["kind"] == "TraderAuthorization":
            found.append(place)
        if one["kind"] == "BrokerApplication":
            found += [f"{place}/{user}" for user in one["spec"]["apiUsers"]]
    return found


def account_names(account):
    return account["metadata"]["name"], account["spec"]["number"]


def questions(dice, world, at, count):
    principals, ips, times = principal_names(world), callers(world), instants(world, at)
    catalogue_rows = rows(world)
    found = []
    for _ in range(count):
        principal = dice.choice(principals) if principals and dice.chance(0.93) else dice.choice((
            "TraderAuthorization/alder/nobody", "TraderAuthorization/nowhere/amy", "BrokerApplication/alder/feed/nobody",
            "BrokerApplication/alder/ghost/amy", "RetailClient/nora/phone", "TraderAuthorization/alder/ben",
            dice.choice(MALFORMED_PRINCIPALS), dice.choice(MALFORMED_PRINCIPALS)))
        one = dice.choice(catalogue_rows)
        endpoint = one["id"] if dice.chance(0.95) else dice.choice(("trade.order.unknown", "trade.*", "*", "", "Trade.order.place"))
        account = None
        if one.get("accountScoped", True) and dice.chance(0.97) or dice.chance(0.2):
            home = principal.split("/")[1] if principal.count("/") > 1 and dice.chance(0.93) else None
            accounts = named(world, "Account", home)
            account = dice.choice(("a9", "", "*", "A1"))
            if accounts and dice.chance(0.93):
                account = dice.choice(account_names(dice.choice(accounts)))
        ip = as_mapped(dice, dice.choice(ips)) if dice.chance(0.97) else dice.choice(MALFORMED_IPS)
        found.append({"principal": principal, "endpoint": endpoint, "account": account, "ip": ip})
        if dice.chance(0.3):
            found[-1]["at"] = dice.choice(times)
    return found


def line(seed, number):
    """Line `number` of a seed, and the names of the edits that lead from its first world to its second."""
    dice = Dice(f"{seed}/{number}")
    dice.temper = dice.choice((0.1, 0.3, 0.6, 1.0, 1.8))
    at = dice.choice(MOMENTS)
    before = estate(dice, at)
    after, edits = (None, []) if dice.chance(0.04) else edited(dice, before, at)
    applications = sorted(f"{one['kind']}/{one['metadata']['institution']}/{one['metadata']['name']}" for one in before["resources"]
                          if one["kind"] in ("TradingApplication", "BrokerApplication"))
    return {"id": number, "environment": dice.choice(("prod", "prod", "sandbox", "uat")), "region": dice.choice(("hk", "hk", "us")),
            "at": at, "before": before, "after": after, "ask": questions(dice, before, at, dice.randint(3, 9)),
            "pin": applications if dice.chance(0.5) else []}, edits


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--random", type=int, default=100, metavar="N")
    options.add_argument("--seed", default="1")
    options.add_argument("--start", type=int, default=0)
    options.add_argument("--check", action="store_true")
    chosen = options.parse_args()
    bad, made = 0, collections.Counter()
    for number in range(chosen.start, chosen.start + chosen.random):
        one, edits = line(chosen.seed, number)
        if not chosen.check:
            print(json.dumps(one))
            continue
        made.update(edits)
        wrong = problems(one["before"]) + (problems(one["after"]) if one["after"] else [])
        bad += bool(wrong)
        for text in wrong[:3]:
            print(number, text)
    if chosen.check:
        print(f"{chosen.random} worlds, {bad} ill-formed; edits: " + ", ".join(f"{name} {count}" for name, count in sorted(made.items())))
        sys.exit(bad > 0)


if __name__ == "__main__":
    main()

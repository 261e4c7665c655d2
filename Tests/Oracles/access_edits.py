"""Hostile changes of a world: small edits whose effect on access is easy to get wrong.

Each edit takes the dice, a world that it may change, and the instant of the plan; it says False when the world
offers nothing to change. `edited` keeps only edits that leave the manifests well-formed.
"""
import ipaddress
import json

from access_manifests import (CLASSES, RIGHTS, STATES, TRADING_STATES, address, licence, named, problems, resource, rows, shifted)

NEAR = (-86400, -1, 0, 1, 86400)
TRADERS, DESKS, LISTS, GRANTS = "TraderAuthorization", "Desk", "IPWhitelist", "EndpointGrant"
APPLICATIONS = ("TradingApplication", "BrokerApplication")


def pick(dice, world, *kinds, having=None):
    found = [one for kind in kinds for one in named(world, kind) if having is None or having in one["spec"]]
    return dice.choice(found) if found else None


def usable(world):
    return sorted(row["id"] for row in rows(world) if "base" not in row.get("flags", []))


def selector(dice, world):
    sets = [one["metadata"]["name"] for one in named(world, "PermissionSet")]
    endpoint = dice.choice(usable(world))
    return dice.choice(["*", endpoint, endpoint, endpoint.rsplit(".", 1)[0] + ".*", endpoint.split(".")[0] + ".*"]
                       + ["set:" + name for name in sets[:2]])


def turn(dice, selectors, world):
    """A list of selectors with one more, one less or another one."""
    found = list(selectors)
    if len(found) > 1 and dice.chance(0.4):
        found.remove(dice.choice(found))
    elif dice.chance(0.5):
        found[dice.randrange(len(found))] = selector(dice, world)
    else:
        found.append(selector(dice, world))
    return sorted(set(found))


def state(spec, value, default):
    if value == default:
        spec.pop("state", None)
    else:
        spec["state"] = value


# Accounts --------------------------------------------------------------------------------------------

def new_account(dice, world, at):
    home = pick(dice, world, "Institution")["metadata"]["name"]
    number = len(named(world, "Account"))
    world["resources"].append(resource("Account", "late", {
        "number": f"late-{number}", "type": "CASH", "ownership": dice.choice(("proprietary", "proprietary", "client"))}, home))


def account_state(dice, world, at):
    if not (one := pick(dice, world, "Account")):
        return False
    state(one["spec"], dice.choice(STATES["Account"] + ("ACTIVE",) * 4), "ACTIVE")


def account_ownership(dice, world, at):
    if not (one := pick(dice, world, "Account")):
        return False
    one["spec"]["ownership"] = "client" if one["spec"]["ownership"] == "proprietary" else "proprietary"


def account_rights(dice, world, at):
    one = pick(dice, world, "PortalUser")
    names = [account["metadata"]["name"] for account in named(world, "Account", one["metadata"]["institution"])]
    if dice.chance(0.25) and "accountRights" in one["spec"]:
        del one["spec"]["accountRights"]
    else:
        one["spec"].setdefault("accountRights", []).append({
            "accounts": ["*"] if not names or dice.chance(0.4) else dice.some(names, 2), "rights": dice.some(RIGHTS, 2)})


def scope(dice, world, at):
    if not (one := pick(dice, world, DESKS, TRADERS, having="accountScope")):
        return False
    names = [account["metadata"]["name"] for account in named(world, "Account", one["metadata"]["institution"])]
    if one["spec"]["accountScope"] == "listed" and dice.chance(0.5):
        one["spec"].update(accountScope="all-portal-accounts", acknowledged=True)
        del one["spec"]["accounts"]
    elif names:
        one["spec"].pop("acknowledged", None)
        one["spec"].update(accountScope="listed", accounts=dice.some(names, 2))
    else:
        return False


def alignment(dice, world, at):
    spec = pick(dice, world, "Institution")["spec"]
    if "accountAlignment" in spec:
        del spec["accountAlignment"]
    else:
        spec["accountAlignment"] = "user-permissions"


# Lines that vanish -------------------------------------------------------------------------------------

def without_list_line(dice, world, at):
    if not (one := pick(dice, world, DESKS, TRADERS, "BrokerApplication", having="ipWhitelists")):
        return False
    del one["spec"]["ipWhitelists"]


def without_set_line(dice, world, at):
    key = dice.choice(("exclude", "exclude", "classes", "withFlags", "withoutFlags"))
    if not (one := pick(dice, world, "PermissionSet", having=key)):
        return False
    del one["spec"][key]


def without_bound(dice, world, at):
    key = dice.choice(("validUntil", "validUntil", "validFrom"))
    parts = [one["spec"] for kind in (TRADERS, GRANTS) for one in named(world, kind)]
    parts += [one["spec"]["licence"] for one in named(world, "Institution")]
    parts += [entry for one in named(world, LISTS) for entry in one["spec"].get("entries", [])]
    parts = [part for part in parts if key in part]
    if not parts:
        return False
    del dice.choice(parts)[key]


def without_state(dice, world, at):
    if not (one := pick(dice, world, TRADERS, "Institution", "PortalUser", "Account", having="state")):
        return False
    del one["spec"]["state"]


def without_removal(dice, world, at):
    found = [row for row in rows(world) if "removedOn" in row or "regions" in row]
    if not found:
        return False
    row = dice.choice(found)
    del row["removedOn" if "removedOn" in row else "regions"]


# Catalogue ---------------------------------------------------------------------------------------------

def new_row(dice, world, at):
    stem = dice.choice(usable(world)).rsplit(".", 1)[0]
    row = {"id": stem + ".fresh", "method": "GET", "path": f"/{stem}/fresh", "group": "late",
           "class": dice.choice(("read", "read", "read") + CLASSES)}
    if dice.chance(0.4):
        row["accountScoped"] = False
    if dice.chance(0.15):
        row.update(accountScoped=False, flags=["base"])
    dice.choice(named(world, "EndpointCatalogue"))["spec"]["endpoints"].append(row)


def row_gone(dice, world, at):
    part = dice.choice(named(world, "EndpointCatalogue"))["spec"]["endpoints"]
    if len(part) < 2:
        return False
    part.remove(dice.choice(part))


def row_ending(dice, world, at):
    dice.choice(rows(world))["removedOn"] = shifted(at, dice.choice(NEAR))


def row_class(dice, world, at):
    dice.choice(rows(world))["class"] = dice.choice(CLASSES)


def row_flags(dice, world, at):
    row = dice.choice(rows(world))
    if "base" in row.get("flags", []):
        row["flags"] = ["mut"]
    elif dice.chance(0.3):
        row.update(flags=["base"], accountScoped=False)
    else:
        row["flags"] = dice.some(("mut", "pii", "paid", "stream"), 2)


def row_scope(dice, world, at):
    row = dice.choice(rows(world))
    if row.pop("accountScoped", True):
        row["accountScoped"] = False


def row_alias(dice, world, at):
    row = dice.choice(rows(world))
    if row.pop("aliases", None) is None:
        row["aliases"] = ["/v2/" + row["id"]]


def row_regions(dice, world, at):
    dice.choice(rows(world))["regions"] = dice.choice((["hk"], ["us"], ["hk", "us"]))


# Networks ----------------------------------------------------------------------------------------------

def restricted(dice, world):
    return pick(dice, world, LISTS, having="entries")


def split_entry(dice, world, at):
    if not (one := restricted(dice, world)):
        return False
    entries = one["spec"]["entries"]
    entry = dice.choice(entries)
    network = ipaddress.ip_network(entry["cidr"])
    if network.prefixlen == network.max_prefixlen:
        return False
    entries.remove(entry)
    entries += [entry | {"cidr": str(half)} for half in network.subnets()]


def replace_entries(dice, world, at):
    if not (one := restricted(dice, world)):
        return False
    pool = ("203.0.113.0/25", "203.0.113.128/26", "198.51.100.0/24", "2001:db8::/33", "203.0.113.7/32", "0.0.0.0/0")
    one["spec"]["entries"] = [{"cidr": cidr} for cidr in dice.some(pool, 3)]


def entry_ending(dice, world, at):
    if not (one := restricted(dice, world)):
        return False
    dice.choice(one["spec"]["entries"])["validUntil"] = shifted(at, dice.choice(NEAR))


def list_mode(dice, world, at):
    if not (one := pick(dice, world, LISTS)):
        return False
    if one["spec"].pop("entries", None):
        one["spec"]["mode"] = "unrestricted"
    else:
        one["spec"].update(mode="restricted", entries=[{"cidr": dice.choice(("203.0.113.0/26", "2001:db8::/48"))}])


def list_reach(dice, world, at):
    if not (one := pick(dice, world, LISTS)):
        return False
    if not one["spec"].pop("institutionWide", False):
        one["spec"]["institutionWide"] = True


def list_named(dice, world, at):
    if not (one := pick(dice, world, DESKS, "BrokerApplication", TRADERS)) or "desk" in one["spec"]:
        return False
    names = [other["metadata"]["name"] for other in named(world, LISTS, one["metadata"]["institution"])]
    if not names:
        return False
    one["spec"]["ipWhitelists"] = dice.some(names, 2)


# Ceilings, sets, selectors -------------------------------------------------------------------------------

def selectors_of(*kinds, key="endpoints"):
    def edit(dice, world, at):
        if not (one := pick(dice, world, *kinds, having=key)):
            return False
        one["spec"][key] = turn(dice, one["spec"][key], world)
    return edit


def tier_given(dice, world, at):
    spec = pick(dice, world, "Institution")["spec"]
    tiers = [one["metadata"]["name"] for one in named(world, "Tier")]
    if "tier" in spec and dice.chance(0.5):
        del spec["tier"]
    elif tiers:
        spec["tier"] = dice.choice(tiers)
    else:
        return False


def set_filter(dice, world, at):
    if not (one := pick(dice, world, "PermissionSet")):
        return False
    key, pool = dice.choice((("classes", CLASSES), ("withFlags", ("mut", "pii", "paid")), ("withoutFlags", ("mut", "stream"))))
    one["spec"][key] = dice.some(pool, 2)


# People and authorizations -------------------------------------------------------------------------------

def user_renamed(dice, world, at):
    """The login gets another name; authorizations that had it by default get a new name too or say whom they mean."""
    user = pick(dice, world, "PortalUser")
    old, home = user["metadata"]["name"], user["metadata"]["institution"]
    world["overrides"].pop(address(user), None)
    user["metadata"]["name"] = new = old + "-l"
    for one in world["resources"]:
        if one["metadata"].get("institution") != home:
            continue
        if old in one["spec"].get("apiUsers", []):
            one["spec"]["apiUsers"] = sorted([name for name in one["spec"]["apiUsers"] if name != old] + [new])
        if one["kind"] == TRADERS and one["spec"].get("user", one["metadata"]["name"]) == old:
            if dice.chance(0.5) and "user" not in one["spec"]:
                world["overrides"].pop(address(one), None)
                one["metadata"]["name"] = new
            else:
                one["spec"]["user"] = new


def user_state(dice, world, at):
    state(pick(dice, world, "PortalUser")["spec"], dice.choice(STATES["PortalUser"]), "active")


def user_meant(dice, world, at):
    if not (one := pick(dice, world, TRADERS)):
        return False
    people = [user["metadata"]["name"] for user in named(world, "PortalUser", one["metadata"]["institution"])]
    one["spec"]["user"] = dice.choice(people)


def trader_state(dice, world, at):
    if not (one := pick(dice, world, TRADERS)):
        return False
    state(one["spec"], dice.choice(STATES[TRADERS]), "active")


def trader_gone(dice, world, at):
    if not (one := pick(dice, world, TRADERS)):
        return False
    world["resources"].remove(one)
    world["overrides"].pop(address(one), None)


def trader_desk(dice, world, at):
    if not (one := pick(dice, world, TRADERS)):
        return False
    desks = [desk["metadata"]["name"] for desk in named(world, DESKS, one["metadata"]["institution"])]
    if not desks:
        return False
    one["spec"] = {"desk": dice.choice(desks)} | {key: value for key, value in one["spec"].items()
                                                  if key in ("user", "validFrom", "validUntil", "state")}


def other_application(dice, world, at):
    if not (one := pick(dice, world, DESKS, TRADERS, having="application")):
        return False
    names = [other["metadata"]["name"] for other in named(world, "TradingApplication", one["metadata"]["institution"])]
    one["spec"]["application"] = dice.choice(names)


def validity(dice, world, at):
    if not (one := pick(dice, world, TRADERS, GRANTS)):
        return False
    one["spec"][dice.choice(("validFrom", "validUntil"))] = shifted(at, dice.choice(NEAR))


def api_users(dice, world, at):
    if not (one := pick(dice, world, "BrokerApplication", GRANTS)):
        return False
    people = [user["metadata"]["name"] for user in named(world, "PortalUser", one["metadata"]["institution"])]
    if one["kind"] == GRANTS and dice.chance(0.3):
        one["spec"].pop("apiUsers", None)
    else:
        one["spec"]["apiUsers"] = dice.some(people, 3)


def grant_gone(dice, world, at):
    if not (one := pick(dice, world, GRANTS)):
        return False
    world["resources"].remove(one)


# Institution and records -----------------------------------------------------------------------------------

def institution_state(dice, world, at):
    state(pick(dice, world, "Institution")["spec"], dice.choice(STATES["Institution"]), "open")


def licence_held(dice, world, at):
    spec = pick(dice, world, "Institution")["spec"]
    known = {key: value for key, value in spec["licence"].items() if key in ("validFrom", "validUntil")}
    spec["licence"] = licence(not spec["licence"]["held"], **known)


def licence_bound(dice, world, at):
    part = pick(dice, world, "Institution")["spec"]["licence"]
    part[dice.choice(("validFrom", "validUntil"))] = shifted(at, dice.choice(NEAR))


def override(dice, world, at):
    if world["overrides"] and dice.chance(0.5):
        del world["overrides"][dice.choice(sorted(world["overrides"]))]
    else:
        one = pick(dice, world, "Institution", "PortalUser", TRADERS, *APPLICATIONS)
        world["overrides"][address(one)] = dice.choice(("suspended", "revoked"))


def approval(dice, world, at):
    if not (one := pick(dice, world, *APPLICATIONS)):
        return False
    record = world["applications"].setdefault(address(one), {"state": "submitted", "pinned": [], "boundary": None})
    if record["state"] != "approved":
        record["state"] = "approved"
        record["pinned"] = record["pinned"] or [row["id"] for row in rows(world) if row["class"] != "read"]
    elif dice.chance(0.4):
        del world["applications"][address(one)]
    else:
        record["state"] = dice.choice(TRADING_STATES[1:])


def pinning(dice, world, at):
    if not world["applications"]:
        return False
    record = world["applications"][dice.choice(sorted(world["applications"]))]
    risky = sorted(row["id"] for row in rows(world) if row["class"] != "read")
    record["pinned"] = dice.some(risky, 4, 0)


def boundary(dice, world, at):
    places = [place for place in sorted(world["applications"]) if place.startswith("Broker")]
    if not places:
        return False
    record = world["applications"][dice.choice(places)]
    record["boundary"] = None if dice.chance(0.3) else turn(dice, record["boundary"] or ["*"], world)


# What must change nothing ------------------------------------------------------------------------------------

def order(dice, world, at):
    dice.shuffle(world["resources"])
    for one in world["resources"]:
        for value in one["spec"].values():
            if isinstance(value, list):
                dice.shuffle(value)


def words(dice, world, at):
    dice.choice(world["resources"])["metadata"].update(labels={"floor": "7"}, reason="DESK-77 says so")


EDITS = {
    "new account": new_account, "account state": account_state, "account ownership": account_ownership,
    "account rights": account_rights, "account scope": scope, "alignment": alignment,
    "line ipWhitelists deleted": without_list_line, "line of a set deleted": without_set_line, "bound deleted": without_bound,
    "state deleted": without_state, "removedOn or regions deleted": without_removal,
    "row added": new_row, "row removed": row_gone, "row ending": row_ending, "row class": row_class, "row flags": row_flags,
    "accountScoped flipped": row_scope, "alias": row_alias, "row regions": row_regions,
    "cidr split": split_entry, "list replaced": replace_entries, "entry ending": entry_ending, "list mode": list_mode,
    "institutionWide flipped": list_reach, "list named": list_named,
    "tier edited": selectors_of("Tier"), "tier given": tier_given, "set included": selectors_of("PermissionSet", key="include"),
    "set filter": set_filter, "requested moved": selectors_of(*APPLICATIONS, key="requestedEndpoints"),
    "endpoints moved": selectors_of(TRADERS, DESKS, GRANTS),
    "user renamed": user_renamed, "user state": user_state, "user meant": user_meant, "trader state": trader_state,
    "trader gone": trader_gone, "trader to desk": trader_desk, "other application": other_application, "validity": validity,
    "api users": api_users, "grant gone": grant_gone, "institution state": institution_state, "licence held": licence_held,
    "licence bound": licence_bound, "override": override, "approval": approval, "pinning": pinning, "boundary": boundary,
    "order": order, "words": words,
}


def edited(dice, world, at):
    """A world that is one to three well-formed edits away, and their names."""
    wanted, done = dice.choice((1, 2, 2, 3)), []
    for _ in range(40):
        if len(done) == wanted:
            break
        name = dice.choice(sorted(EDITS))
        draft = json.loads(json.dumps(world))
        if EDITS[name](dice, draft, at) is not False and draft != world and not problems(draft):
            world, done = draft, done + [name]
    return world, done

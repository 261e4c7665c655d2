"""The complete small world: every combination of a small set of facts, as lines of the protocol.

One institution `i`, users amy and ben, a trading and a broker application (and a second trading one where desks move),
accounts a1 and a2, three endpoints beside a base row, addresses of three bits in 203.0.113.0/29 and 2001:db8::/125,
and instants on, one second before and one second after every bound.

The full product of all facts has more than 10^20 points. It is thinned by independence, and only so: the rules of section
4 read disjoint facts, and what they find meets in one conjunction. Each family below is therefore COMPLETE in the facts
of one rule while the others hold, and three families stand for the meeting itself:

    alive         rule 1: institution, user, authorization, application, override, bounds x 7 instants
    ending        rule 1 the other way round: all is well before, each combination after (one instant)
    rows          rules 2 and 3: class, scope, base, region, removal, selected, requested, pinned, tier, boundary, licence held.
                  Whether a selector matches is one question of selector and row, so here it only does or does not
    licence       rule 3: held, bounds x 7 instants, class and scope of the row, environment
    selectors     rule 2: that question, in each of the six places where selectors stand
    grants        rule 2: two grants, for whom, for what, with which bounds, at 12 instants; what the export says of them
    accounts      rule 4: ownership, state, scope, alignment, rights, class
    networks      rule 5: all 256 sets of addresses at both levels, and no list and an unrestricted one: 258 x 258
    lists         rule 5: three lists: mode, expiry around the instant, institution-wide, named
    people        whom an authorization means, directly or through a desk, and which application counts
    reasons       the meeting: one fact of every rule, true and false, in all combinations; every kind of question
    change        the meeting of before and after: all pairs of what two endpoints may reach, and of networks
    addresses     the same for address sets: all 256 x 256 pairs, both address families in opposite directions

`after` is another point of the same family unless said otherwise, so that each point is once a before and once an after.

    python3 access_small_world.py --count          how many lines each family has
    python3 access_small_world.py [--sample N]     prints the lines, or N of them in even shares
    python3 access_small_world.py --check N        holds N of them to section 2 of the model
"""
import argparse
import json
import math
import sys

from access_manifests import CLASSES, STATES, TRADING_STATES, licence, problems, resource, shifted
from access_parts import (ALIVE, ALL, AMY, AT, BASE, BEN, LANES, ROWS, SUE, accounts, ask, broker, catalogue, entries, grant,
                          institution, trader, trading, user, whitelist, world)


# Families: what varies in the question, what varies in the world, and how both are made ----------------------

class Family:
    question = {}  # name of a fact -> its values: environment, region, at, and what `asked` wants to know
    facts = {}     # name of a fact -> its values; the product is complete
    turning = True  # `after` is another point of the facts

    def build(self, **facts):
        raise NotImplementedError

    def asked(self, question):
        return []

    def final(self, facts):
        """The world after, when it is no other point."""
        return None

    def __len__(self):
        return math.prod(len(values) for values in list(self.question.values()) + list(self.facts.values()))

    def line(self, index):
        size = math.prod(len(values) for values in self.facts.values())
        asked, facts = unranked(self.question, index // size), unranked(self.facts, index % size)
        before = self.build(**facts)
        if self.turning:
            after = self.build(**unranked(self.facts, (index % size * coprime(size) + 1) % size))
        else:
            after = self.final(facts)
        return {"environment": asked.get("environment", "prod"), "region": asked.get("region", "hk"), "at": asked.get("at", AT),
                "before": before, "after": after, "ask": self.asked(asked | {"facts": facts}), "pin": self.pinned()}

    def pinned(self):
        return []


def unranked(facts, index):
    found = {}
    for name, values in facts.items():
        index, place = divmod(index, len(values))
        found[name] = values[place]
    return found


def coprime(size):
    """A step near the golden section of the size that visits every point."""
    step = max(1, int(size * 0.6180339887))
    while math.gcd(step, size) != 1:
        step += 1
    return step


class Alive(Family):
    bounds = ({}, {"validFrom": AT}, {"validUntil": shifted(AT, 10)}, {"validFrom": AT, "validUntil": shifted(AT, 10)})
    question = {"at": [shifted(AT, seconds) for seconds in (-1, 0, 1, 5, 9, 10, 11)]}
    facts = {"house": STATES["Institution"], "login": STATES["PortalUser"], "standing": STATES["TraderAuthorization"],
             "record": (None,) + TRADING_STATES,
             "override": [None] + [(place, word) for place in range(4) for word in ("suspended", "revoked")], "bound": bounds}
    places = (["Institution/i"], ["PortalUser/i/amy", "PortalUser/i/ben"], list(LANES), [AMY])
    turning = False

    def build(self, house, login, standing, record, override, bound):
        records = {}
        for lane in LANES if record else ():
            records[lane] = ALIVE | {"state": "enquiry" if record == "draft" and lane == LANES[1] else record}
        overrides = {place: override[1] for place in self.places[override[0]]} if override else {}
        return world([catalogue(ROWS[:2] + [BASE])] + accounts()[:1] + [
            institution(state=house), user("amy", state=login), user("ben", state=login), trading(), broker(),
            trader(state=standing, **bound), grant(**bound), SUE], records, overrides)

    def final(self, facts):
        return self.build("open", "active", "active", "approved", None, {})

    def asked(self, question):
        return [ask(principal, endpoint, "a1") for principal in (AMY, BEN) for endpoint in ("t.order.place", BASE["id"])]


class Ending(Alive):
    question = {}

    def line(self, index):
        made = super().line(index)
        made["before"], made["after"] = made["after"], made["before"]
        return made


class Rows(Family):
    question = {"environment": ("prod", "sandbox", "uat")}
    facts = {"kind": CLASSES, "scope": ("scoped", "free", "base"), "regions": (None, ["hk"], ["us"], ["hk", "us"]),
             "removed": (None, -1, 0, 1), "selected": (True, False), "requested": (True, False), "pinned": (True, False),
             "tier": (None, True, False), "boundary": (None, True, False), "licensed": (True, False)}

    def build(self, kind, scope, regions, removed, selected, requested, pinned, tier, boundary, licensed):
        row = {"id": "t.order.place", "class": kind}
        if scope != "scoped":
            row["accountScoped"] = False
        if scope == "base":
            row["flags"] = ["base"]
        if regions:
            row["regions"] = regions
        if removed is not None:
            row["removedOn"] = shifted(AT, removed)

        def reach(yes):
            return ["*"] if yes else ["m.quote.get"]
        ceiling = {} if tier is None else {"tier": "gold"}
        record = ALIVE | {"pinned": ["t.order.place"] if pinned else []}
        records = {LANES[0]: record, LANES[1]: record | {"boundary": None if boundary is None else reach(boundary)}}
        return world([catalogue(ROWS[:1]), catalogue([row], "d")] + accounts()[:1] + [
            institution(licence=licence(licensed), **ceiling), user("amy"), user("ben"), trading(reach(requested)),
            broker(reach(requested)), trader(endpoints=reach(selected)), grant(endpoints=reach(selected)), SUE]
            + ([resource("Tier", "gold", {"endpoints": reach(tier)})] if ceiling else []), records)

    def asked(self, question):
        return [ask(principal, "t.order.place", "a1") for principal in (AMY, BEN)] + [ask(AMY, "t.order.place")]

    def pinned(self):
        return list(LANES)


class Licence(Family):
    question = {"environment": ("prod", "sandbox", "uat"), "at": Alive.question["at"]}
    facts = {"held": (True, False), "bound": Alive.bounds, "kind": CLASSES, "scope": ("scoped", "free", "base")}

    def build(self, held, bound, kind, scope):
        row = {"id": "t.order.place", "class": kind} | ({} if scope == "scoped" else {"accountScoped": False})
        row |= {"flags": ["base"]} if scope == "base" else {}
        return world([catalogue(ROWS[:1] + [row])] + accounts()[:1] + [
            institution(licence=licence(held, **bound)), user("amy"), user("ben"), trading(), broker(), trader(), grant(), SUE])

    def asked(self, question):
        return [ask(principal, "t.order.place", "a1") for principal in (AMY, BEN)]


class Selectors(Family):
    """One set with every filter, over a row and its near misses, named where selectors may stand."""
    question = {"environment": ("uat",)}
    facts = {"place": ("own", "desk", "grant", "requested", "tier", "boundary"),
             "include": ("t.order.place", "t.order.*", "t.*", "*", "set:inner"),
             "exclude": (None, "t.order.place", "t.order.*", "*", "set:inner"), "inner": (["t.order.place"], ["t.orders.*"]),
             "classes": (None, ["trade"], ["read"]), "having": (None, ["mut"], ["pii"], ["mut", "pii"]),
             "lacking": (None, ["mut"], ["pii"])}
    rows = [{"id": "t.order", "class": "read"}, {"id": "t.order.place", "class": "trade", "flags": ["mut"]},
            {"id": "t.orders.export", "class": "read", "flags": ["pii"]}]

    def build(self, place, include, exclude, inner, classes, having, lacking):
        spec = {"include": [include]} | {key: value for key, value in (
            ("exclude", exclude and [exclude]), ("classes", classes), ("withFlags", having), ("withoutFlags", lacking)) if value}

        def reach(here):
            return ["set:outer"] if here == place else ["*"]
        record = ALIVE | {"boundary": reach("boundary")}
        return world([catalogue(self.rows), resource("PermissionSet", "outer", spec),
                      resource("PermissionSet", "inner", {"include": inner}),
                      resource("Tier", "gold", {"endpoints": reach("tier")})] + accounts() + [
            institution(tier="gold"), user("amy"), user("ben"), trading(reach("requested")), broker(reach("requested")),
            resource("Desk", "d", {"application": "floor", "endpoints": reach("desk")} | ALL, "i"),
            trader("ben", desk="d"), trader(endpoints=reach("own")), grant(endpoints=reach("grant")), SUE],
            {LANES[0]: ALIVE, LANES[1]: record})

    def asked(self, question):
        return [ask(principal, "t.order.place", "a1") for principal in (AMY, BEN, "TraderAuthorization/i/ben")]

    def pinned(self):
        return list(LANES)


class Grants(Family):
    bounds = [[{}, {"validFrom": shifted(AT, low)}, {"validUntil": shifted(AT, high)},
               {"validFrom": shifted(AT, low), "validUntil": shifted(AT, high)}] for low, high in ((0, 10), (5, 15))]
    question = {"at": [shifted(AT, seconds) for seconds in (-1, 0, 1, 4, 5, 6, 9, 10, 11, 14, 15, 16)]}
    people = (None, ["ben"], ["amy"])
    things = (["t.order.place"], ["m.quote.get"], ["t.order.place", "m.quote.get"])
    facts = {"who": people, "what": things, "when": bounds[0], "whom": people, "thing": things, "until": bounds[1],
             "users": (["ben"], ["amy", "ben"])}

    def build(self, who, what, when, whom, thing, until, users):
        grants = [grant(name, selectors, **({"apiUsers": people} if people else {}), **bound)
                  for name, people, selectors, bound in (("one", who, what, when), ("two", whom, thing, until))]
        return world([catalogue(ROWS[:2])] + accounts()[:1] + grants + [
            institution(), user("amy"), user("ben"), broker(api_users=users), SUE], {LANES[1]: ALIVE})

    def asked(self, question):
        return [ask(principal, row["id"], "a1") for principal in (BEN, "BrokerApplication/i/feed/amy") for row in ROWS[:2]]


class Accounts(Family):
    one = [{"ownership": ownership} | ({"state": state} if state != "ACTIVE" else {}) for ownership in ("proprietary", "client")
           for state in STATES["Account"]]
    facts = {"one": one, "two": one, "listed": (None, ["a1"], ["a2"], ["a1", "a2"]), "aligned": (False, True),
             "rights": ([], [["a1"]], [["a2"]], [["a1", "a2"]], [["*"]], [["a1"], ["a2"]], "other"), "kind": CLASSES}
    needed = {"read": "view", "trade": "trade", "funds": "funds", "admin": "manage"}

    def build(self, one, two, listed, aligned, rights, kind):
        right = [self.needed[kind]] if rights != "other" else [name for name in self.needed.values() if name != self.needed[kind]]
        facts = {"accountRights": [{"accounts": names, "rights": right} for names in ([["*"]] if rights == "other" else rights)]}
        people = [user(name, **facts) for name in ("amy", "ben")]
        for person in people:
            if not facts["accountRights"]:
                del person["spec"]["accountRights"]
        scope = {"accountScope": "listed", "accounts": listed} if listed else {}
        row = {"id": "t.order.place", "class": kind}
        return world([catalogue([row])] + accounts(one, two) + people + [
            institution(**({"accountAlignment": "user-permissions"} if aligned else {})), trading(), broker(), trader(**scope),
            grant(), SUE])

    def asked(self, question):
        return [ask(principal, "t.order.place", account) for principal in (AMY, BEN) for account in ("a1", "1002")]


class Networks(Family):
    facts = {"wide": ("none", "unrestricted") + tuple(range(256)), "own": ("none", "unrestricted") + tuple(range(256))}
    turning = False

    def build(self, wide, own):
        lists = [whitelist(name, None if bits == "unrestricted" else entries(bits, name == "own"), name == "wide")
                 for name, bits in (("wide", wide), ("own", own)) if bits != "none"]
        named = {"ipWhitelists": ["own"]} if own != "none" else {}
        return world([catalogue(ROWS[:1]), institution(), user("amy"), trading(), trader(**named)] + lists, {LANES[0]: ALIVE})

    def asked(self, question):
        return [ask(AMY, "m.quote.get", None, f"203.0.113.{number}") for number in range(9)]


class Lists(Family):
    question = {"at": [shifted(AT, seconds) for seconds in (-1, 0, 1)]}
    modes = [(mode, wide, named) for mode in ("unrestricted", "lasting", "ending", "both") for wide in (False, True)
             for named in (False, True)]
    facts = {"first": modes, "second": modes, "third": modes}

    def build(self, **chosen):
        lists, named = [], []
        for number, (name, (mode, wide, here)) in enumerate(sorted(chosen.items())):
            lasting = {"cidr": f"203.0.113.{2 * number}/31"}
            ending = {"cidr": f"2001:db8::{2 * number or ''}/127", "validUntil": AT}
            content = {"unrestricted": None, "lasting": [lasting], "ending": [ending], "both": [lasting, ending]}[mode]
            lists.append(whitelist(name, content, wide))
            named += [name] if here else []
        facts = {"ipWhitelists": named} if named else {}
        return world([catalogue(ROWS[:1]), institution(), user("amy"), user("ben"), trading(), trader(**facts),
                      broker(**facts), grant(), SUE] + lists)

    def asked(self, question):
        return [ask(principal, "m.quote.get", None, ip) for principal in (AMY, BEN) for ip in ("203.0.113.3", "2001:db8::3")]


class People(Family):
    facts = {"desk": (False, True), "meant": (None, "amy", "ben"), "under": ("floor", "night"), "name": ("amy", "zoe"),
             "amy": STATES["PortalUser"], "ben": STATES["PortalUser"], "approved": ((), ("floor",), ("night",), ("floor", "night")),
             "override": (None, "PortalUser/i/amy", "PortalUser/i/ben")}

    def build(self, desk, meant, under, name, amy, ben, approved, override):
        facts = {"user": meant} if meant else {}
        found = [catalogue(ROWS[:1]), institution(), user("amy", state=amy), user("ben", state=ben), user("zoe"),
                 trading(), trading(name="night")]
        if desk:
            found += [resource("Desk", "d", {"application": under, "endpoints": ["*"]} | ALL, "i"), trader(name, desk="d", **facts)]
        else:
            found += [trader(name, application=under, **facts)]
        return world(found, {f"TradingApplication/i/{one}": ALIVE for one in approved}, {override: "suspended"} if override else {})

    def asked(self, question):
        return [ask(f"TraderAuthorization/i/{name}", "m.quote.get") for name in ("amy", "zoe", "ben")]


class Reasons(Family):
    question = {"environment": ("prod", "sandbox")}
    facts = {fact: (True, False) for fact in ("open", "free", "active", "standing", "approved", "within", "licensed", "requested",
                                              "reachable")}
    turning = False

    def build(self, open, free, active, standing, approved, within, licensed, requested, reachable):
        bound = {} if within else {"validUntil": AT}
        state = {"state": "approved" if approved else "submitted"}
        return world([catalogue(ROWS + [BASE, {"id": "t.order.gone", "class": "trade", "removedOn": AT}])] + accounts(
            {} if reachable else {"state": "FROZEN"}) + [
            institution(licence=licence(licensed), **({} if open else {"state": "closed"})),
            user("amy", **({} if active else {"state": "locked"})), user("ben", **({} if active else {"state": "left"})),
            trading(["*"] if requested else ["m.*"]), broker(["*"] if requested else ["m.*"], ipWhitelists=["own"]),
            trader(ipWhitelists=["own"], **bound, **({} if standing else {"state": "withdrawn"})), grant(**bound),
            whitelist("own", [{"cidr": "203.0.113.0/30"}]), SUE], {lane: ALIVE | state for lane in LANES},
            {} if free else {AMY: "suspended", LANES[1]: "revoked"})

    def asked(self, question):
        strangers = [ask(principal, "m.quote.get") for principal in ("BrokerApplication/i/feed/amy", "RetailClient/i/phone", "Desk/i/d")]
        return strangers + [
            ask(principal, endpoint, account, ip) for principal in (AMY, BEN)
            for endpoint in ("t.order.place", "m.quote.get", BASE["id"], "t.order.gone", "t.order.none")
            for account in ("a1", "a9", None) for ip in ("::ffff:203.0.113.1", "203.0.113.4", "203.0.113.01")]


class Change(Family):
    """What each of two endpoints reaches before and after: nothing, no account needed, or some of two accounts."""
    reach = ("absent", "free", (), ("a1",), ("a2",), ("a1", "a2"))
    places = ("everywhere", 0b00001111, 0b00111100, 0)
    facts = {"first": reach, "second": reach, "place": places, "then": reach, "other": reach, "there": places}
    turning = False

    def world_of(self, first, second, place):
        rights, rows = [], [{"id": "m.quote.get", "class": "read", "accountScoped": False}]
        for endpoint, kind, right, reach in (("t.order.place", "trade", "trade", first), ("f.cash.move", "funds", "funds", second)):
            if reach != "absent":
                rows.append({"id": endpoint, "class": kind} | ({"accountScoped": False} if reach == "free" else {}))
            if reach not in ("absent", "free", ()):
                rights.append({"accounts": list(reach), "rights": [right]})
        lists = [] if place == "everywhere" else [whitelist("own", entries(place))]
        named = {"ipWhitelists": ["own"]} if lists else {}
        amy = user("amy", accountRights=rights)
        if not rights:
            del amy["spec"]["accountRights"]
        return world([catalogue(rows)] + accounts() + lists + [
            amy, institution(accountAlignment="user-permissions"), trading(), trader(endpoints=["*"], **named)], {LANES[0]: ALIVE})

    def build(self, first, second, place, then, other, there):
        return self.world_of(first, second, place)

    def final(self, facts):
        return self.world_of(facts["then"], facts["other"], facts["there"])


class Addresses(Family):
    facts = {"old": range(256), "new": range(256)}
    turning = False

    def world_of(self, four, six):
        content = [entry for bits, base in ((four, "203.0.113.0"), (six, "2001:db8::")) for entry in entries(bits, base=base)]
        return world([catalogue(ROWS[:1]), institution(), user("amy"), trading(), trader(ipWhitelists=["own"]),
                      whitelist("own", content)], {LANES[0]: ALIVE})

    def build(self, old, new):
        return self.world_of(old, new)

    def final(self, facts):
        return self.world_of(facts["new"], facts["old"])


FAMILIES = [family() for family in (Alive, Ending, Rows, Licence, Selectors, Grants, Accounts, Networks, Lists, People, Reasons, Change,
                                    Addresses)]


def lines(sample=None):
    """All lines, or a sample with equal shares of the families (small ones whole), spread over each without a pattern."""
    share = None if sample is None else even_share(sample)
    number = 0
    for family in FAMILIES:
        size = len(family)
        wanted = size if share is None else min(size, share)
        for index in range(wanted):
            yield {"id": number + index} | family.line(index if wanted == size else index * coprime(size) % size)
        number += size


def even_share(sample):
    """How many lines of each family make `sample` lines together."""
    share = max(1, sample // len(FAMILIES))
    while sum(min(len(family), share) for family in FAMILIES) < sample and share < max(map(len, FAMILIES)):
        share += 1
    return share


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--sample", type=int, metavar="N")
    options.add_argument("--count", action="store_true")
    options.add_argument("--check", type=int, metavar="N")
    chosen = options.parse_args()
    if chosen.count:
        for family in FAMILIES:
            print(f"{type(family).__name__.lower():12} {len(family):7}")
        print(f"{'together':12} {sum(map(len, FAMILIES)):7}")
        return
    bad = 0
    for one in lines(chosen.check or chosen.sample):
        if chosen.check is None:
            print(json.dumps(one))
            continue
        wrong = [text for world in (one["before"], one["after"]) if world for text in problems(world)]
        bad += bool(wrong)
        if wrong and bad < 10:
            print(one["id"], wrong)
    if chosen.check:
        print(f"{bad} ill-formed")
        sys.exit(bad > 0)


if __name__ == "__main__":
    main()

"""The oracle's own tests: worked examples from the contract, laws, and its address arithmetic.

    python3 access_checks.py [--worlds N]

The examples were worked out by hand from the sentences they quote, before the oracle was asked.
"""
import argparse
import copy
import ipaddress
import json
import random
import sys

import access_worlds
from access_manifests import licence, resource, rows, shifted
from access_oracle import answer
from access_parts import (ALIVE, AMY, AT, BASE, BEN, LANES, ROWS, SUE, accounts, ask, broker, catalogue, grant, institution,
                                trader, trading, user, whitelist, world)
from access_worlds import callers, principal_names
from address_spans import common, cover, holds, merged, span, without

WHOLE = ["0.0.0.0/0", "::/0"]


def asked(before, after=None, environment="prod", at=AT, asks=(), pin=()):
    return answer(json.loads(json.dumps({"id": 0, "environment": environment, "region": "hk", "at": at, "before": before,
                                         "after": after, "ask": list(asks), "pin": list(pin)})))


def house(*more, amy=None, rows=None, records=None, overrides=None, **facts):
    """amy trades everything on two accounts; ben is the API user of a broker application with one grant."""
    known = {f"{one['kind']}/{one['metadata']['name']}": one for one in [
        catalogue(rows or ROWS)] + accounts() + [institution(**facts), user("amy"), user("ben"), trading(), broker(),
                                                 amy or trader(), grant(), SUE]}
    known |= {f"{one['kind']}/{one['metadata']['name']}": one for one in more}
    return world(list(known.values()), records, overrides)


def gained(one, principal=AMY):
    return next((entry["gained"] for entry in one["impact"] if entry["principal"] == principal), None)


def lost(one, principal=AMY):
    return next((entry["lost"] for entry in one["impact"] if entry["principal"] == principal), None)


def reason(before, question, **facts):
    return asked(before, asks=[question], **facts)["answers"][0]["reason"]


def part(endpoints=None, networks=()):
    return {"endpoints": endpoints or {}, "networks": list(networks)}


# Worked examples -----------------------------------------------------------------------------------------

EXAMPLES = []


def example(function):
    EXAMPLES.append(function)
    return function


@example
def what_an_export_looks_like():
    made = asked(house())
    assert made["before"] == [
        {"principal": BEN, "user": "ben", "institution": "i", "validFrom": None, "validUntil": None, "networks": WHOLE,
         "endpoints": {"f.cash.move": ["a1", "a2"], "m.quote.get": None, "t.order.place": ["a1", "a2"]}},
        {"principal": AMY, "user": "amy", "institution": "i", "validFrom": None, "validUntil": None, "networks": WHOLE,
         "endpoints": {"f.cash.move": ["a1", "a2"], "m.quote.get": None, "t.order.place": ["a1", "a2"]}}], made
    assert made["after"] is None and made["impact"] is None and made["widening"] == made["narrowing"] == 0


@example
def a_new_account_widens_all_portal_accounts():
    new = resource("Account", "a3", {"number": "1003", "type": "CASH", "ownership": "proprietary"}, "i")
    made = asked(house(), house(new))
    assert gained(made) == part({"f.cash.move": ["a3"], "t.order.place": ["a3"]}) and lost(made) == part()
    listed = trader(accountScope="listed", accounts=["a1"])
    assert gained(asked(house(amy=listed), house(new, amy=listed))) is None
    client = resource("Account", "a3", {"number": "1003", "type": "CASH", "ownership": "client"}, "i")
    made = asked(house(), house(client))
    assert gained(made) is None and gained(made, BEN) == part({"f.cash.move": ["a3"], "t.order.place": ["a3"]})
    assert (made["widening"], made["narrowing"]) == (1, 0)


@example
def a_new_read_row_floats_and_a_new_trade_row_waits():
    for kind, expected in (("read", part({"t.order.list": ["a1", "a2"]})), ("trade", None), ("admin", None)):
        assert gained(asked(house(), house(rows=ROWS + [{"id": "t.order.list", "class": kind}]))) == expected


@example
def a_deleted_line_widens():
    bound = trader(ipWhitelists=["dc"])
    one = whitelist("dc", [{"cidr": "128.0.0.0/1"}])
    assert gained(asked(house(one, amy=bound), house(one))) == part(networks=["0.0.0.0/1", "::/0"])
    ended = trader(validUntil=AT)
    made = asked(house(amy=ended), house())
    assert gained(made) == part({"f.cash.move": ["a1", "a2"], "m.quote.get": None, "t.order.place": ["a1", "a2"]}, WHOLE)
    assert gained(asked(house(amy=trader(state="suspended")), house())) == gained(made)
    sets = [resource("PermissionSet", "s", {"include": ["*"]} | more) for more in ({"exclude": ["t.*"]}, {})]
    made = asked(house(sets[0], amy=trader(endpoints=["set:s"])), house(sets[1], amy=trader(endpoints=["set:s"])))
    assert gained(made) == part({"t.order.place": ["a1", "a2"]}) and made["widening"] == 1


@example
def a_flipped_scope_is_new_altogether():
    flipped = [ROWS[0] | {"accountScoped": True}] + ROWS[1:]
    made = asked(house(), house(rows=flipped))
    assert gained(made) == part({"m.quote.get": ["a1", "a2"]}) and lost(made) == part({"m.quote.get": None})
    made = asked(house(rows=flipped), house())
    assert gained(made) == part({"m.quote.get": None}) and lost(made) == part({"m.quote.get": ["a1", "a2"]})


@example
def what_changes_nothing():
    bound = trader(ipWhitelists=["dc"])
    one = whitelist("dc", [{"cidr": "203.0.113.0/24"}])
    two = whitelist("dc", [{"cidr": "203.0.113.128/25"}, {"cidr": "203.0.113.0/25", "note": "left"}])
    assert asked(house(one, amy=bound), house(two, amy=bound))["impact"] == []
    assert asked(house(), house(rows=[ROWS[0] | {"aliases": ["/q"]}] + ROWS[1:]))["impact"] == []


@example
def bounds_are_half_open():
    for second, alive in ((-1, False), (0, True), (9, True), (10, False)):
        amy = trader(validFrom=AT, validUntil=shifted(AT, 10))
        assert bool(asked(house(amy=amy), at=shifted(AT, second))["before"][1:]) == alive
    rows = [ROWS[0] | {"removedOn": AT}] + ROWS[1:]
    assert "m.quote.get" not in asked(house(rows=rows))["before"][0]["endpoints"]
    assert "m.quote.get" in asked(house(rows=rows), at=shifted(AT, -1))["before"][0]["endpoints"]


@example
def lists_that_have_expired_admit_nobody():
    ended = whitelist("dc", [{"cidr": "203.0.113.0/24", "validUntil": AT}])
    amy = trader(ipWhitelists=["dc"])
    assert [one["principal"] for one in asked(house(ended, amy=amy))["before"]] == [BEN]
    assert reason(house(ended, amy=amy), ask(AMY, "m.quote.get")) == "address-not-listed"
    assert reason(house(ended, amy=amy), ask(AMY, "m.quote.get"), at=shifted(AT, -1)) == "allowed"
    wide = whitelist("dc", [{"cidr": "203.0.113.0/24", "validUntil": AT}], wide=True)
    assert asked(house(wide))["before"] == []


@example
def levels_meet_and_lists_of_a_level_unite():
    wide = whitelist("wide", [{"cidr": "203.0.113.0/25"}, {"cidr": "2001:db8::/64"}], wide=True)
    own = [whitelist("one", [{"cidr": "203.0.113.64/26"}]), whitelist("two", [{"cidr": "203.0.113.128/25"}, {"cidr": "2001:db8::/32"}])]
    made = asked(house(wide, *own, amy=trader(ipWhitelists=["one", "two"])))
    assert made["before"][1]["networks"] == ["203.0.113.64/26", "2001:db8::/64"]
    free = whitelist("two", None)
    made = asked(house(wide, own[0], free, amy=trader(ipWhitelists=["one", "two"])))
    assert made["before"][1]["networks"] == ["203.0.113.0/25", "2001:db8::/64"]


@example
def pieces_that_add_up_to_everything_are_everything():
    pieces = whitelist("dc", [{"cidr": cidr} for cidr in ("0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/2", "::/1", "8000::/1")])
    assert asked(house(pieces, amy=trader(ipWhitelists=["dc"])))["before"][1]["networks"] == WHOLE


@example
def without_a_licence_only_reading_remains_in_prod():
    made = asked(house(), house(licence=licence(False)))
    assert lost(made) == part({"f.cash.move": ["a1", "a2"], "t.order.place": ["a1", "a2"]}) and gained(made) == part()
    assert asked(house(), house(licence=licence(False)), environment="uat")["impact"] == []
    assert lost(asked(house(), house(licence=licence(validUntil=AT)))) == lost(made)
    assert asked(house(), house(licence=licence(validUntil=shifted(AT, 1))))["impact"] == []


@example
def an_override_or_a_state_ends_everything():
    everything = part({"f.cash.move": ["a1", "a2"], "m.quote.get": None, "t.order.place": ["a1", "a2"]}, WHOLE)
    for overrides, losers in (({"Institution/i": "revoked"}, 2), ({"PortalUser/i/amy": "suspended"}, 1), ({LANES[0]: "suspended"}, 1),
                              ({LANES[1]: "revoked"}, 1), ({AMY: "suspended"}, 1)):
        made = asked(house(), house(overrides=overrides))
        assert made["narrowing"] == losers and made["widening"] == 0 and made["impact"][0]["lost"] == everything
    assert asked(house(), house(user("amy", state="left")))["impact"] == [{"principal": AMY, "gained": part(), "lost": everything}]
    assert asked(house(state="suspended"))["before"] == []
    assert asked(house(user("amy", state="invited")))["before"] == asked(house())["before"][:1]


@example
def alignment_asks_for_the_right_that_the_class_needs():
    rights = [{"accounts": ["a1"], "rights": ["trade"]}, {"accounts": ["*"], "rights": ["view"]}]
    people = [user("amy", accountRights=rights), user("ben", accountRights=rights)]
    made = asked(house(*people), house(*people, accountAlignment="user-permissions"))
    assert lost(made) == part({"f.cash.move": ["a1", "a2"], "t.order.place": ["a2"]}) and lost(made, BEN) is None
    assert made["before"][0]["endpoints"] == {"m.quote.get": None, "t.order.place": ["a1"]}


@example
def a_tier_and_a_boundary_are_ceilings():
    gold = resource("Tier", "gold", {"endpoints": ["m.*", "t.*"]})
    made = asked(house(gold), house(gold, tier="gold"))
    assert lost(made) == lost(made, BEN) == part({"f.cash.move": ["a1", "a2"]})
    records = {LANES[0]: ALIVE, LANES[1]: ALIVE | {"boundary": ["t.*"]}}
    made = asked(house(), house(records=records))
    assert lost(made) is None and lost(made, BEN) == part({"f.cash.move": ["a1", "a2"], "m.quote.get": None})


@example
def a_class_that_changes_floats_or_waits():
    as_read, as_trade = [ROWS[0], ROWS[1] | {"class": "read"}, ROWS[2]], [ROWS[0] | {"class": "trade"}] + ROWS[1:]
    unpinned = {lane: ALIVE | {"pinned": []} for lane in LANES}
    assert gained(asked(house(records=unpinned), house(rows=as_read, records=unpinned))) == part({"t.order.place": ["a1", "a2"]})
    assert lost(asked(house(), house(rows=as_trade))) == part({"m.quote.get": None})


@example
def asking_for_less_counts_at_once_and_for_more_never():
    narrow = {LANES[0]: ALIVE | {"pinned": ["t.order.place"]}, LANES[1]: ALIVE}
    made = asked(house(trading(["t.*", "m.*"]), records=narrow), house(trading(["*"]), records=narrow))
    assert made["impact"] == []
    made = asked(house(), house(trading(["m.*"])))
    assert lost(made) == part({"f.cash.move": ["a1", "a2"], "t.order.place": ["a1", "a2"]})


@example
def base_rows_alone_are_access():
    rows = ROWS[1:2] + [BASE]
    made = asked(house(trader(endpoints=["t.*"]), trading(["t.*"]), rows=rows, records={LANES[0]: ALIVE | {"pinned": []}}))
    assert [one["endpoints"] for one in made["before"]] == [{BASE["id"]: None}]
    ended = house(grant(validUntil=AT), rows=rows)
    made = asked(ended)["before"][0]
    assert made["principal"] == BEN and made["endpoints"] == {BASE["id"]: None} and made["validUntil"] is None


@example
def the_bounds_of_a_pair_are_those_of_its_living_grants():
    early, late = shifted(AT, -100), shifted(AT, 100)
    grants = [grant("one", validFrom=early, validUntil=shifted(AT, 5)), grant("two", validFrom=shifted(AT, -50), validUntil=late),
              grant("all", validFrom=shifted(AT, -900), validUntil=shifted(AT, -1)), grant("amys", apiUsers=["amy"])]
    made = asked(house(*grants))["before"][0]
    assert (made["validFrom"], made["validUntil"]) == (early, late), made
    made = asked(house(*grants, grant("open", validUntil=shifted(AT, 1))))["before"][0]
    assert (made["validFrom"], made["validUntil"]) == (None, late)
    made = asked(house(amy=trader(validUntil="2026-12-01T08:00:00+08:00")))["before"][1]
    assert made["validUntil"] == "2026-12-01T00:00:00Z"


@example
def what_an_approval_pins():
    rows = ROWS + [BASE | {"class": "admin"}, {"id": "x.y", "class": "admin", "removedOn": AT},
                   {"id": "x.z", "class": "admin", "regions": ["us"]}]
    records = {LANES[1]: {"state": "submitted", "pinned": [], "boundary": ["t.*", "m.*"]}}
    assert asked(house(rows=rows, records=records), pin=LANES)["pins"] == {
        LANES[0]: ["f.cash.move", "t.order.place"], LANES[1]: ["t.order.place"]}
    assert asked(house(rows=rows, records={}), pin=LANES)["pins"][LANES[1]] == []
    assert asked(house(rows=rows, records={}), pin=LANES, environment="sandbox")["pins"][LANES[1]] == ["f.cash.move", "t.order.place"]


@example
def reasons_and_their_order():
    place = ask(AMY, "t.order.place", "a1")
    for before, question, expected in (
            (house(), place, "allowed"), (house(), place | {"account": "1002"}, "allowed"),
            (house(), place | {"account": None}, "bad-request"), (house(), place | {"ip": "203.0.113.01"}, "bad-request"),
            (house(), place | {"principal": "amy"}, "bad-request"), (house(), place | {"endpoint": "t.none"}, "unknown-endpoint"),
            (house(state="closed"), place | {"endpoint": "t.none"}, "unknown-endpoint"), (house(state="closed"), place, "suspended"),
            (house(user("amy", state="left"), overrides={AMY: "suspended"}), place, "suspended"),
            (house(amy=trader(state="suspended")), place, "suspended"), (house(amy=trader(state="withdrawn")), place, "not-authorized"),
            (house(), place | {"principal": "TraderAuthorization/i/zoe"}, "not-authorized"),
            (house(), place | {"principal": "RetailClient/nora/phone"}, "not-authorized"),
            (house(user("amy", state="left"), records={}), place, "not-authorized"),
            (house(amy=trader(validUntil=AT), records={}), place, "application-not-approved"),
            (house(amy=trader(validUntil=AT), licence=licence(False)), place, "outside-validity"),
            (house(trading(["m.*"]), licence=licence(False)), place, "licence-inactive"),
            (house(trading(["m.*"])), place | {"account": "a9"}, "endpoint-not-granted"),
            (house(whitelist("dc", [{"cidr": "198.51.100.0/24"}], wide=True)), place | {"account": "a9"}, "account-not-permitted"),
            (house(whitelist("dc", [{"cidr": "198.51.100.0/24"}], wide=True)), place, "address-not-listed"),
            (house(), place | {"ip": "::ffff:203.0.113.9"}, "allowed"),
            (house(whitelist("dc", [{"cidr": "203.0.113.9/32"}], wide=True)), place | {"ip": "::ffff:cb00:7109"}, "allowed")):
        found = reason(before, question)
        assert found == expected, (expected, found, question)


# Laws, on random worlds --------------------------------------------------------------------------------------

def applied(access, change):
    """What an impact makes of an access, both as (endpoint -> set of accounts or None, spans)."""
    endpoints, spans = dict(access[0]), access[1]
    for endpoint, found in change["lost"]["endpoints"].items():
        left = None if found is None else endpoints[endpoint] - set(found)
        if not left:
            del endpoints[endpoint]
        else:
            endpoints[endpoint] = left
    for endpoint, found in change["gained"]["endpoints"].items():
        endpoints[endpoint] = None if found is None else (endpoints.get(endpoint) or set()) | set(found)
    less, more = ([span(network) for network in change[side]["networks"]] for side in ("lost", "gained"))
    spans = merged(without(spans, less) + more)
    return endpoints, spans


def held(exports):
    return {one["principal"]: ({endpoint: None if found is None else set(found) for endpoint, found in one["endpoints"].items()},
                               merged([span(network) for network in one["networks"]])) for one in exports}


def laws(number):
    question, _ = access_worlds.line("laws", number)
    dice = access_worlds.Dice(f"laws/{number}")
    made = answer(copy.deepcopy(question))
    if question["after"]:
        # what was, changed by the impact, is what will be; and the way back is the mirror
        before, after = held(made["before"]), held(made["after"])
        for change in made["impact"]:
            found = applied(before.get(change["principal"], ({}, [])), change)
            assert found == after.get(change["principal"], ({}, [])), (number, change)
            before[change["principal"]] = found
        assert {name: one for name, one in before.items() if one[0]} == after, number
        turned = {"before": question["after"], "after": question["before"], "ask": [], "pin": []}
        back = answer(copy.deepcopy(question | turned))
        assert [(one["principal"], one["gained"], one["lost"]) for one in made["impact"]] == [
            (one["principal"], one["lost"], one["gained"]) for one in back["impact"]], number
    exported_is_allowed(question, made, dice, number)
    for name, weaker in takings(question["before"], dice):
        change = answer(copy.deepcopy(question) | {"after": weaker, "ask": [], "pin": []})
        assert change["widening"] == 0, (number, name, change["impact"])
    shuffled = copy.deepcopy(question["before"])
    dice.shuffle(shuffled["resources"])
    assert answer(copy.deepcopy(question) | {"after": shuffled, "ask": [], "pin": []})["impact"] == [], number


def exported_is_allowed(question, made, dice, number):
    """An answer allows exactly what the export shows."""
    access = held(made["before"])
    ips = callers(question["before"])
    asks = [{"principal": principal, "endpoint": row["id"], "account": f"a{dice.randint(1, 4)}", "ip": dice.choice(ips)}
            for principal in principal_names(question["before"]) for row in rows(question["before"])]
    answers = answer(copy.deepcopy(question) | {"after": None, "ask": asks, "pin": []})["answers"]
    for one, got in zip(asks, answers, strict=True):
        endpoints, spans = access.get(one["principal"], ({}, []))
        found = endpoints.get(one["endpoint"], set())
        expected = (found is None or one["account"] in found) and holds(spans, ipaddress.ip_address(one["ip"]))
        assert expected == (got["decision"] == "allow"), (number, one, got)


def takings(before, dice):
    """Worlds in which something was taken away that can only ever take access away."""
    for kind, part in (("EndpointGrant", None), ("TraderAuthorization", None), ("Account", "SUSPENDED"), ("PortalUser", "locked"),
                       ("Institution", "closed")):
        weaker = copy.deepcopy(before)
        found = [one for one in weaker["resources"] if one["kind"] == kind]
        if not found:
            continue
        one = dice.choice(found)
        if part:
            one["spec"]["state"] = part
        else:
            weaker["resources"].remove(one)
        yield kind, weaker
    for place in sorted(before["applications"])[:1] + [name for name in principal_names(before) if name.startswith("Trader")][:1]:
        yield place, copy.deepcopy(before) | {"overrides": before["overrides"] | {place: "suspended"}}
    lists = [index for index, one in enumerate(before["resources"]) if len(one["spec"].get("entries", [])) > 1]
    for index in lists[:2]:
        weaker = copy.deepcopy(before)
        weaker["resources"][index]["spec"]["entries"].pop()
        yield "entry", weaker


# Addresses ---------------------------------------------------------------------------------------------------

def spans_of(bits, width):
    base = {4: ipaddress.ip_address("203.0.113.0"), 6: ipaddress.ip_address("2001:db8::")}[width]
    return merged([(width, int(base) + number, int(base) + number) for number in range(8) if bits >> number & 1])


def addresses():
    """All pairs of sets of eight addresses, and large random ones against Python's own functions."""
    for width in (4, 6):
        every = [spans_of(bits, width) for bits in range(256)]
        for left in range(256):
            for right in range(256):
                assert common(every[left], every[right]) == every[left & right]
                assert merged(without(every[left], every[right])) == every[left & ~right]
                if right < 16:
                    assert merged(every[left] + every[right]) == every[left | right]
    dice = random.Random("addresses")
    for _ in range(3000):
        nets = []
        for _ in range(dice.randint(1, 6)):
            size, kind = dice.choice(((32, ipaddress.IPv4Network), (128, ipaddress.IPv6Network)))
            length = dice.choice((0, 1, 2, 7, 8, size - 1, size, dice.randint(0, size)))
            number = dice.choice((0, 2**size - 1, 1 << dice.randrange(size), dice.getrandbits(size)))
            nets.append(kind((number >> (size - length) << (size - length), length)))
        expected = [str(one) for version in (4, 6)
                    for one in ipaddress.collapse_addresses(net for net in nets if net.version == version)]
        assert cover([span(str(net)) for net in nets]) == expected, nets
        outer, inner = sorted(nets[:2], key=lambda net: (net.version, net.prefixlen))[0], nets[-1]
        if outer.version == inner.version and inner.subnet_of(outer):
            expected = [str(one) for one in sorted(outer.address_exclude(inner))] if inner != outer else []
            assert cover(without([span(str(outer))], [span(str(inner))])) == expected, (outer, inner)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--worlds", type=int, default=300, metavar="N")
    worlds = options.parse_args().worlds
    for one in EXAMPLES:
        one()
    addresses()
    for number in range(worlds):
        laws(number)
    print(f"{len(EXAMPLES)} worked examples, all pairs of small address sets, laws on {worlds} worlds: all hold")


if __name__ == "__main__":
    sys.exit(main())

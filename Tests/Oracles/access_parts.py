"""The parts of small worlds: one institution `i` with amy, ben, two accounts and two applications, all of it alive."""
import ipaddress

from access_manifests import licence, resource

AT = "2026-11-20T09:00:00Z"
ALIVE = {"state": "approved", "pinned": ["f.cash.move", "t.order.place"], "boundary": None}
ROWS = [{"id": "m.quote.get", "class": "read", "accountScoped": False}, {"id": "t.order.place", "class": "trade"},
        {"id": "f.cash.move", "class": "funds"}]
BASE = {"id": "auth.token.check", "class": "read", "accountScoped": False, "flags": ["base"]}
LANES = ("TradingApplication/i/floor", "BrokerApplication/i/feed")
AMY, BEN = "TraderAuthorization/i/amy", "BrokerApplication/i/feed/ben"
ALL = {"accountScope": "all-portal-accounts", "acknowledged": True}
EVERYTHING = [{"accounts": ["*"], "rights": ["view", "trade", "funds", "manage"]}]


def catalogue(rows, name="c"):
    rows = [{"method": "GET", "path": "/" + row["id"], "group": "g"} | row for row in rows]
    return resource("EndpointCatalogue", name, {"version": "1", "endpoints": rows})


def accounts(one=None, two=None):
    return [resource("Account", name, {"number": "100" + name[1], "type": "CASH", "ownership": "proprietary"} | (facts or {}), "i")
            for name, facts in (("a1", one), ("a2", two))]


def institution(**facts):
    return resource("Institution", "i", {"legalName": "I", "country": "HK", "openingEmail": "o@i.example",
                                         "licence": licence()} | facts)


def user(name, **facts):
    return resource("PortalUser", name, {"email": name + "@i.example", "accountRights": EVERYTHING} | facts, "i")


def trading(requested=("*",), name="floor"):
    return resource("TradingApplication", name, {"purpose": "p", "requestedEndpoints": list(requested)}, "i")


def broker(requested=("*",), api_users=("ben",), **facts):
    return resource("BrokerApplication", "feed", {
        "integrationModel": "m", "useCases": ["u"], "requestedEndpoints": list(requested), "apiUsers": list(api_users),
        "contact": "sue"} | facts, "i")


def trader(name="amy", endpoints=("*",), **facts):
    own = {} if "desk" in facts else {"application": "floor", "endpoints": list(endpoints)} | ALL
    spec = own | facts
    if spec.get("accountScope") == "listed":
        del spec["acknowledged"]
    return resource("TraderAuthorization", name, spec, "i")


def grant(name="all", endpoints=("*",), **facts):
    return resource("EndpointGrant", name, {"application": "feed", "endpoints": list(endpoints)} | facts, "i", reason="r")


SUE = resource("StaffMember", "sue", {"email": "sue@b.example", "roles": ["reviewer"]})


def whitelist(name, entries, wide=False):
    spec = {"mode": "unrestricted"} if entries is None else {"mode": "restricted", "entries": entries}
    return resource("IPWhitelist", name, spec | ({"institutionWide": True} if wide else {}), "i")


def world(resources, applications=None, overrides=None):
    records = {lane: dict(ALIVE) for lane in LANES} if applications is None else applications
    return {"resources": resources, "applications": records, "overrides": overrides or {}}


def ask(principal, endpoint, account=None, ip="203.0.113.1"):
    return {"principal": principal, "endpoint": endpoint, "account": account, "ip": ip}


def entries(bits, single=False, base="203.0.113.0"):
    """A set of the eight addresses as entries; the empty one as an entry whose last second is over."""
    size = 32 if ":" not in base else 128
    start = ipaddress.ip_address(base)
    if not bits:
        return [{"cidr": f"{base}/{size - 3}", "validUntil": AT}]
    chosen = [ipaddress.ip_network(start + number) for number in range(8) if bits >> number & 1]
    return [{"cidr": str(network)} for network in (chosen if single else ipaddress.collapse_addresses(chosen))]

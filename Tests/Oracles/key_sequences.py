"""Random sequences of what people do with keys: mostly what could succeed, often beside an edge, some of it wrong.

Line N of a seed does not depend on the lines before it. A line is a world, questions, principals and steps; each step
has an instant, and some have further instants (`probes`) at which everything is asked again.
"""
import copy
import json
import random
from datetime import datetime, timedelta, timezone

from access_manifests import resource
from key_model import Model, address_of, document, moment

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
STARTS = ("2026-11-20T09:00:00Z", "2026-11-20T09:00:00Z", "2028-02-28T23:59:58Z", "2028-02-19T23:59:59Z",  # leap day
          "2026-03-29T00:59:58Z", "2026-10-15T01:00:00Z", "2026-10-25T00:59:59Z",  # clocks change in London
          "2026-02-26T07:00:00Z", "2026-03-08T06:59:59Z", "2026-11-01T05:59:58Z",  # and in New York
          "2038-01-09T03:14:06Z", "2038-01-19T03:14:06Z", "9999-11-20T23:59:58Z")
LAST = "9999-12-20T00:00:00Z"  # ten days after it there is still a year to write
HOME, NEAR, FAR = "harbour", "203.0.113.0/24", "198.51.100.0/24"
NAMES = ("bot", "spare")
AMY, BEN = f"TraderAuthorization/{HOME}/amy", f"TraderAuthorization/{HOME}/floor"
WEALTH = f"BrokerApplication/{HOME}/wealth"
TRADING = f"TradingApplication/{HOME}/openapi"
RITA = "RetailClient/rita"
OVERLAPS = ("PT1S", "PT1H", "P1D", "P5D", "P10D")


def text(seconds):
    return (EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Maker:
    """One line in the making, with the model walking along to know what could be done next."""

    def __init__(self, seed, number, watch):
        self.watch, self.told = watch, []
        self.random = random.Random(f"{seed}/{number}")
        self.at = moment(self.random.choice(STARTS))
        self.line = {"id": number, "environment": self.random.choice(("prod", "sandbox", "uat")), "at": text(self.at),
                     "resources": [json.dumps(one) for one in self.resources()], "reviews": self.reviews(), "questions": self.questions(),
                     "principals": [AMY, BEN, f"{WEALTH}/dora", f"{WEALTH}/amy", f"{RITA}/bot", f"TraderAuthorization/{HOME}/pit"],
                     "steps": []}
        self.model = Model(self.line)

    def chance(self, share):
        return self.random.random() < share

    def pick(self, *these):
        return self.random.choice(these)

    # The world --------------------------------------------------------------------------------------------

    def bounds(self, share):
        """Bounds that lie beside what happens: seconds, days, or exactly where a ten-day tail ends."""
        found = {}
        if self.chance(share):
            found["validUntil"] = text(self.at + self.pick(2, 60, 86_400, 864_000, 864_001, 2_000_000))
        if self.chance(share / 2):
            found["validFrom"] = text(self.at + self.pick(-60, 0, 1, 30))
        return found

    def resources(self):
        rights = [{"accounts": ["*"], "rights": ["view", "trade"]}]
        rows = [{"id": "auth.ping", "method": "GET", "path": "/ping", "group": "auth", "class": "read", "flags": ["base"],
                 "accountScoped": False},
                {"id": "data.quote.get", "method": "GET", "path": "/quote", "group": "data", "class": "read", "accountScoped": False},
                {"id": "trade.order.place", "method": "POST", "path": "/order", "group": "trade", "class": "trade"}]
        if self.chance(0.3):
            rows[1]["removedOn"] = text(self.at + self.pick(1, 60, 86_400, 864_000))
        found = [resource("EndpointCatalogue", "main", {"version": "1", "endpoints": rows}),
                 resource("StaffMember", "olga", {"email": "olga@broker.example", "roles": ["security"]}),
                 resource("Institution", HOME, self.institution()),
                 resource("Account", "house", {"number": "100", "type": "CASH", "ownership": "proprietary"}, HOME),
                 resource("TradingApplication", "openapi", {"purpose": "own orders", "requestedEndpoints": ["trade.*", "data.*"]}, HOME),
                 resource("BrokerApplication", "wealth", {"integrationModel": "own platform", "useCases": ["savings"],
                                                          "requestedEndpoints": ["trade.*", "data.*"], "apiUsers": ["dora", "amy"],
                                                          "contact": "olga"}, HOME),
                 resource("EndpointGrant", "all", {"application": "wealth", "endpoints": ["data.*", "trade.order.place"]}
                          | self.bounds(0.15), HOME, reason="agreed"),
                 resource("TraderAuthorization", "amy", self.authorization({}), HOME),
                 resource("TraderAuthorization", "floor", self.authorization({"user": "ben"}), HOME),
                 resource("RetailClient", "rita", {"email": "rita@mail.example", "accounts": [
                     {"name": "gi", "number": "900", "type": self.pick("general-invest", "general-invest", "CASH", "CFD")}]}),
                 resource("IPWhitelist", "office", {"mode": "restricted", "entries": [
                     {"cidr": NEAR} | ({"validUntil": text(self.at + self.pick(1, 86_400, 864_000))} if self.chance(0.4) else {})]}, HOME)]
        found += [resource("PortalUser", name, {"email": f"{name}@harbour.example", "accountRights": rights}, HOME)
                  for name in ("amy", "ben", "dora")]
        found.append(resource("KeyPolicy", "default", self.policy()))
        if self.chance(0.2):
            found.append(resource("Agreement", "terms", {"version": "1", "title": "Terms", "products": [
                self.pick("trading-institutional", "broker", "trading-retail")]}))
        if "tier" in found[2]["spec"]:
            found.append(resource("Tier", "gold", {"endpoints": ["*"], "keyPolicy": "short"}))
            found.append(resource("KeyPolicy", "short", {"rotation": {"overlap": self.pick(*OVERLAPS)}}))
        return found

    def policy(self):
        """These worlds call from addresses that are for documents, which prod would refuse."""
        found = {"ip": {"classes": {"documentation": "allow"}}}
        if self.chance(0.35):
            found["rotation"] = {"overlap": self.pick(*OVERLAPS)}
        if self.chance(0.15):
            found["keysPerUser"] = self.pick(1, 2)
        return found

    def institution(self):
        licence = {"held": True, "regulator": "SFC", "number": "ABC123", "types": [1]} | self.bounds(0.1)
        found = {"legalName": "Harbour Capital", "country": "HK", "openingEmail": "open@harbour.example", "licence": licence}
        return found | ({"tier": "gold"} if self.chance(0.2) else {})

    def authorization(self, more):
        found = {"application": "openapi", "accountScope": "listed", "accounts": ["house"],
                 "endpoints": self.pick(["data.*", "trade.order.place"], ["data.quote.get", "trade.order.place"])}
        return found | more | self.bounds(0.15) | ({"ipWhitelists": ["office"]} if self.chance(0.2) else {})

    def reviews(self):
        approved = {"state": "approved", "pinned": ["trade.order.place"]}
        return {address: approved if self.chance(0.97) else {"state": "submitted", "pinned": []}
                for address in (TRADING, WEALTH)} | {RITA: {"state": "approved", "pinned": []}}

    def questions(self):
        near = self.pick("203.0.113.7", "203.0.113.7", "198.51.100.9")
        return [{"endpoint": "trade.order.place", "account": self.pick("house", "house", "gi", "gi", None), "ip": near},
                {"endpoint": self.pick("data.quote.get", "data.quote.get", "data.fresh.get", "auth.ping"), "account": None,
                 "ip": "203.0.113.7"}]

    # Steps ------------------------------------------------------------------------------------------------

    def edges(self):
        """Every instant ahead at which something ends or begins by itself."""
        found = {secret.until for _, secret in self.model.secrets if secret.until is not None}
        for spec in self.model.world.values():
            for part in [spec, spec.get("licence", {})] + spec.get("entries", []) + spec.get("endpoints", []):
                if isinstance(part, dict):
                    found |= {moment(part[name]) for name in ("validFrom", "validUntil", "removedOn") if name in part}
        return sorted(one for one in found if one > self.at)

    def later(self):
        """Moves the clock: often not at all, often beside an edge."""
        edges = self.edges()
        if edges and self.chance(0.35):
            instant = self.random.choice(edges) + self.pick(-1, 0, 0, 1)
        else:
            instant = self.at + self.pick(0, 0, 0, 1, 1, 59, 3_600, 86_400, 863_999, 864_000)
        self.at = max(self.at, min(instant, moment(LAST)))

    def step(self, **step):
        """Records a step and what the model says to it. A third are asked about beside an edge as well."""
        step = {"at": text(self.at)} | step
        self.watch.before(self.model, step)
        done = self.model.step(step)
        if (edges := self.edges()) and self.chance(0.3):
            instant = self.random.choice(edges) + self.pick(-1, 0)
            if instant > self.at:
                step["probes"] = [text(instant)]
        self.watch.after(self.model, step, done)
        self.line["steps"].append(step)
        self.told.append(self.model.said(step, done, self.line["principals"]))
        return done

    def principal(self):
        return self.pick(AMY, AMY, BEN, f"{WEALTH}/dora", f"{WEALTH}/amy", RITA, RITA)

    def accept_all(self, principal):
        """What most owners do first: accept what stands between them and a key."""
        owner, product = self.model.owner(principal), {"T": "trading-institutional", "B": "broker", "R": "trading-retail"}[principal[0]]
        texts = {name: version for name, version in self.model.texts(product).items()
                 if self.model.accepted.get((owner, name)) != version and self.chance(0.97)}
        if owner and texts:
            self.step(do="accept", actor=owner, texts=texts)

    def living(self):
        return [one for one in self.model.keys if one.state != "deleted"]

    def actor(self, principal):
        owner = self.model.owner(principal)
        return owner if owner and self.chance(0.96) else self.pick(f"trader:{HOME}/amy", f"trader:{HOME}/ben", "retail:rita")

    def of(self, key):
        """How an owner names a key application."""
        return RITA if key.principal.startswith(RITA) else key.principal

    def act(self):
        self.later()
        living = self.living()
        kinds = {"register": 2.5 if len(living) < 3 else 0.5, "stop": 1.5, "plan": 2.5, "tick": 0.7, "accept": 0.3, "review": 0.15}
        kinds |= {"mend": 2.5 if self.broken() else 0}
        kinds |= {"generate": 4 if any(one.state == "registered" for one in living) else 0.1}
        kinds |= {"reset": 4 if any(one.state == "keyed" for one in living) else 0.1, "delete": 0.6 if living else 0.1}
        getattr(self, self.random.choices(list(kinds), kinds.values())[0])()

    def broken(self):
        """What keeps people from keys and can be put right by one line: addresses with a state, and stops."""
        return [address for address, spec in self.model.world.items()
                if "state" in spec and not address.startswith("Account/")] + list(self.model.overrides)

    def mend(self):
        """Puts something back as it was. Nobody's key comes back with it."""
        what = self.random.choice(self.broken())
        if what in self.model.overrides:
            self.step(do="resume", target=what)
        else:
            self.step(do="plan", changes=[self.written(**one) for one in self.edited(what, state=None)])
        ended = [key for key in self.model.keys if key.state == "deleted"]
        if ended and self.chance(0.5):
            self.register(self.random.choice(ended))

    def tick(self):
        self.step(do="tick")

    def accept(self):
        self.step(do="accept", actor=self.pick(f"trader:{HOME}/amy", "retail:rita"),
                  texts={self.pick("api-agreement", "terms"): self.pick("1", "2")})

    def register(self, ended=None):
        principal, name = self.principal(), self.pick("bot", "bot", "spare")
        if ended is not None:
            principal, name = self.of(ended), ended.name
        self.accept_all(principal)
        if self.step(do="register", principal=principal, name=name, actor=self.actor(principal)) and self.chance(0.8):
            self.later()
            self.generate()

    def subject(self, state):
        """A key application for an act: one in that state, mostly."""
        fitting = [one for one in self.living() if one.state == state and not self.chance(0.05)]
        key = self.random.choice(fitting or self.model.keys or [None])
        principal = self.of(key) if key is not None else self.principal()
        return {"principal": principal, "name": key.name if key is not None else "bot", "actor": self.actor(principal)}

    def generate(self):
        subject = self.subject("registered")
        self.refresh(subject)
        more = {"account": "gi", "scope": self.pick(["*"], ["data.*"], ["trade.order.place"])} if subject["principal"] == RITA else {}
        self.step(do="generate", **subject, **more, ip=self.pick(None, None, [NEAR], [FAR], [NEAR, FAR]), **self.shown())

    def reset(self):
        subject = self.subject("keyed")
        self.refresh(subject)
        self.step(do="reset", **subject, **self.shown())

    def refresh(self, subject):
        if self.chance(0.5):
            self.accept_all(subject["principal"])

    def shown(self):
        return {"delivered": self.chance(0.85), "presence": self.chance(0.97)}

    def delete(self):
        self.step(do="delete", **self.subject("keyed"))
        ended = [key for key in self.model.keys if key.state == "deleted"]
        if ended and self.chance(0.3):
            self.register(self.random.choice(ended))

    def stop(self):
        overridden = list(self.model.overrides)
        if overridden and self.chance(0.6):
            return self.step(do=self.pick("resume", "resume", "resume", "revoke", "suspend"), target=self.random.choice(overridden))
        targets = [f"Institution/{HOME}", f"PortalUser/{HOME}/amy", f"PortalUser/{HOME}/dora", TRADING, WEALTH, AMY, BEN, RITA]
        targets = [one for one in targets if one in self.model.world] + [one.number for one in self.living()] * 2
        return self.step(do=self.pick("suspend", "suspend", "revoke", "resume"), target=self.random.choice(targets))

    def review(self):
        self.step(do="review", address=self.pick(TRADING, WEALTH), state="approved", pinned=self.pick(["trade.order.place"], []))

    # Plans ------------------------------------------------------------------------------------------------

    def plan(self):
        changes = self.random.choice((self.of_authorization, self.of_authorization, self.of_user, self.of_user, self.of_broker,
                                      self.of_institution, self.of_retail, self.of_policy, self.of_agreement, self.of_catalogue,
                                      self.of_rename, self.of_rename, self.of_deletion))()
        if changes:
            self.step(do="plan", changes=[self.written(**one) for one in changes])

    def written(self, address, spec, **renamed):
        """A change as lines spell it."""
        kind, *home, name = address.split("/")
        more = {"reason": "agreed"} if kind == "EndpointGrant" else {}
        text = json.dumps(resource(kind, name, spec, *home, **more)) if spec is not None else None
        return {"address": address, "document": text} | renamed

    def edited(self, address, **fields):
        """One change of one resource; a field given as None is left out."""
        if address not in self.model.world:
            return []
        spec = copy.deepcopy(self.model.world[address]) | fields
        spec = {name: value for name, value in spec.items() if value is not None}
        return [{"address": address, "spec": spec}] if spec != self.model.world[address] else []

    def authorizations(self):
        return [one for one in self.model.world if one.startswith("TraderAuthorization/")]

    def of_authorization(self):
        if not self.authorizations():
            return [{"address": AMY, "spec": self.authorization({})}] if f"PortalUser/{HOME}/amy" in self.model.world else []
        address = self.random.choice(self.authorizations())
        users = [one.split("/")[2] for one in self.model.world if one.startswith("PortalUser/")]
        return self.edited(address, **self.pick(
            {"state": "withdrawn"}, {"state": "suspended"}, {"state": None}, {"state": None}, {"user": self.random.choice(users)},
            {"validUntil": text(self.at + self.pick(-1, 0, 1, 86_400, 864_000))}, {"validUntil": None, "validFrom": None},
            {"ipWhitelists": ["office"]}, {"ipWhitelists": None}))

    def of_user(self):
        users = [one for one in self.model.world if one.startswith("PortalUser/")]
        return self.edited(self.random.choice(users), state=self.pick("left", "locked", "invited", None, None, None))

    def of_broker(self):
        users = [one for one in ("dora", "amy") if f"PortalUser/{HOME}/{one}" in self.model.world]
        chosen = [one for one in users if self.chance(0.6)]
        return self.edited(WEALTH, apiUsers=chosen) if chosen else []

    def of_institution(self):
        return self.edited(f"Institution/{HOME}", state=self.pick("suspended", "closed", "prospective", None, None, None))

    def of_retail(self):
        if RITA not in self.model.world:
            return [{"address": RITA, "spec": {"email": "rita@mail.example", "accounts": [
                {"name": "gi", "number": "900", "type": "general-invest"}]}}]
        if self.chance(0.4):
            account = {"name": "gi", "number": "900", "type": "general-invest"}
            return self.edited(RITA, accounts=[account | self.pick({"state": "FROZEN"}, {"state": "CLOSED"}, {}, {})])
        return self.edited(RITA, state=self.pick("left", "locked", None, None))

    def of_policy(self):
        if "KeyPolicy/short" in self.model.world and self.chance(0.4):
            return self.edited("KeyPolicy/short", rotation={"overlap": self.pick(*OVERLAPS)})
        return self.edited("KeyPolicy/default", **self.policy() | {"keysPerUser": self.pick(None, None, 2)})

    def of_agreement(self):
        if "Agreement/terms" in self.model.world:
            return self.edited("Agreement/terms", version=self.pick("1", "2", "3")) if self.chance(0.8) else [
                {"address": "Agreement/terms", "spec": None}]
        return [{"address": "Agreement/terms", "spec": {"version": "1", "title": "Terms", "products": self.pick(
            ["broker"], ["trading-institutional"], ["trading-retail"], ["broker", "trading-retail"])}}]

    def of_catalogue(self):
        catalogue = self.model.world["EndpointCatalogue/main"]["endpoints"]
        if any(one["id"] == "data.fresh.get" for one in catalogue):
            return []
        fresh = {"id": "data.fresh.get", "method": "GET", "path": "/fresh", "group": "data", "class": "read", "accountScoped": False}
        return self.edited("EndpointCatalogue/main", endpoints=catalogue + [fresh])

    def of_rename(self):
        """A rename that keeps the person, or one that does not: the name was the user."""
        world = self.model.world
        new = f"TraderAuthorization/{HOME}/pit"
        if self.chance(0.3):
            return self.of_person()
        if new in world or not self.authorizations():
            return []
        old = self.random.choice(self.authorizations())
        name = old.split("/")[2]
        return [{"address": new, "from": old, "spec": world[old] | {"user": world[old].get("user", name)}}]

    def of_person(self):
        """Ben gets another login name, and everything that names him says it."""
        old, new = f"PortalUser/{HOME}/ben", f"PortalUser/{HOME}/benjamin"
        if old not in self.model.world:
            return []
        changes = [{"address": new, "from": old, "spec": self.model.world[old]}]
        for address in self.authorizations():
            if self.model.world[address].get("user") == "ben":
                changes += self.edited(address, user="benjamin")
        return changes

    def of_deletion(self):
        """Something goes away with everything that refers to it, and may be declared again."""
        world = self.model.world
        if AMY not in world and f"PortalUser/{HOME}/amy" in world and self.chance(0.7):
            return [{"address": AMY, "spec": self.authorization({})}]
        if WEALTH not in world and self.chance(0.5):
            return [{"address": address_of(one), "spec": one["spec"]} for one in map(document, self.line["resources"])
                    if address_of(one) in (WEALTH, f"EndpointGrant/{HOME}/all")]
        if WEALTH not in world or self.chance(0.3):
            return [{"address": RITA, "spec": None}] if RITA in world else self.of_retail()
        if self.chance(0.5) and self.authorizations():
            return [{"address": self.random.choice(self.authorizations()), "spec": None}]
        return [{"address": address, "spec": None} for address in (f"EndpointGrant/{HOME}/all", WEALTH)]

    def done(self, steps):
        while len(self.line["steps"]) < steps:
            self.act()
        return self.line, {"id": self.line["id"], "steps": self.told}


class Nobody:
    """Watches a sequence in the making, and does not care."""

    def before(self, model, step):
        pass

    def after(self, model, step, done):
        pass


def sequence(seed, number, watch=Nobody()):
    """A line and what the model answers to it."""
    maker = Maker(seed, number, watch)
    return maker.done(maker.random.choice((6, 8, 12, 18)))

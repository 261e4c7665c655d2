"""Keys, told a second time: what each step of a sequence does, and who may call what after it.

Written from the contract alone (sections 3 to 6 of the model, 5 and 6 of the command line). One sequence a line (JSON),
one answer a line: for every step whether it was done, and a letter of `REASONS` for everything asked after it. Where the
contract is silent, docs/differences.md says how it is read here. The shapes of the world are those of key_sequences.py.
"""
import json
import sys
from datetime import datetime

REASONS = {"bad-request": "b", "unknown-key": "u", "key-expired": "x", "unknown-endpoint": "e", "suspended": "s",
           "not-authorized": "n", "application-not-approved": "p", "outside-validity": "v", "licence-inactive": "l",
           "endpoint-not-granted": "g", "account-not-permitted": "c", "address-not-listed": "i", "allowed": "A"}
TAIL = 864_000  # seconds: ten days, whatever calendars and clocks do
SECONDS = {"PT0S": 0, "PT1S": 1, "PT1H": 3_600, "P1D": 86_400, "P5D": 432_000, "P10D": TAIL}
BUILT_IN = {"trading-retail": {"api-agreement": "1", "risk-warning": "1"},
            "trading-institutional": {"api-agreement": "1", "disclaimer": "1"},
            "broker": {"api-agreement": "1", "disclaimer": "1"}}
PRODUCTS = {"TraderAuthorization": "trading-institutional", "BrokerApplication": "broker", "RetailClient": "trading-retail"}
RETAIL_TYPES = ("CASH", "MARGIN", "general-invest", "stocks-isa")
RIGHT = {"read": "view", "trade": "trade", "funds": "funds", "admin": "manage"}
instants, documents = {}, {}


def moment(text):
    if text not in instants:
        instants[text] = round(datetime.fromisoformat(text).timestamp())
    return instants[text]


def document(text):
    """A resource; lines spell each as one text, so that nobody reads the same one twice."""
    if text not in documents:
        documents[text] = json.loads(text)
    return documents[text]


def alive(spec, t):  # half-open, each bound optional
    return not ("validFrom" in spec and t < moment(spec["validFrom"])
                or "validUntil" in spec and t >= moment(spec["validUntil"]))


def matched(selectors, endpoint):
    return any(one in ("*", endpoint) or one.endswith(".*") and endpoint.startswith(one[:-1]) for one in selectors)


class Secret:
    """One generation: opens something from `made` on and before `until`, once it was shown."""

    def __init__(self, made, shown):
        self.made, self.until, self.shown = made, None, shown

    def alive(self, t):
        return self.shown and self.made <= t and (self.until is None or t < self.until)


class Key:
    """One key application with every secret it ever had; `current` and `retiring` are places in `secrets`."""

    def __init__(self, number, principal, name):
        self.number, self.principal, self.name, self.state = number, principal, name, "registered"
        self.current = self.retiring = None
        self.networks, self.account, self.frozen = None, None, None

    def alive(self, t):
        return any(one is not None and one.alive(t) for one in (self.current, self.retiring))

    def end(self):
        self.state, self.current, self.retiring = "deleted", None, None


class Model:
    """The register, the records and the clock; `step` does one thing, `answers` says what it means."""

    def __init__(self, sequence):
        self.environment, self.now = sequence["environment"], moment(sequence["at"])
        self.world = {address_of(one): one["spec"] for one in map(document, sequence["resources"])}
        self.reviews = dict(sequence["reviews"])
        self.questions = sequence["questions"]
        self.keys, self.secrets = [], []  # in the order of their making; a secret with the key it belongs to
        self.overrides, self.accepted = {}, {}

    # Who is behind a principal ----------------------------------------------------------------------------

    def person(self, principal):
        """The address of the person of a principal, or None when there is no such principal now."""
        kind, home, *rest = principal.split("/")
        if kind == "RetailClient":
            return f"RetailClient/{home}" if f"RetailClient/{home}" in self.world else None
        name, *rest = rest
        spec = self.world.get(f"{kind}/{home}/{name}")
        if spec is None:
            return None
        if kind == "TraderAuthorization":
            return f"PortalUser/{home}/{spec.get('user', name)}"
        return f"PortalUser/{home}/{rest[0]}" if rest[0] in spec["apiUsers"] else None

    def owner(self, principal):
        """The actor to whom the keys of a principal belong."""
        person = self.person(principal)
        if person is None:
            return None
        return "retail:" + person.split("/")[1] if person.startswith("Retail") else "trader:" + person.split("/", 1)[1]

    def application(self, principal):
        kind, home, *rest = principal.split("/")
        if kind == "RetailClient":
            return f"RetailClient/{home}"
        if kind == "BrokerApplication":
            return f"{kind}/{home}/{rest[0]}"
        return f"TradingApplication/{home}/{self.world[f'{kind}/{home}/{rest[0]}']['application']}"

    def covering(self, principal):
        """Everything whose suspension or revocation stops this principal."""
        kind, home, *rest = principal.split("/")
        if kind == "RetailClient":
            return [f"RetailClient/{home}"]
        name, *rest = rest
        found = [f"Institution/{home}", f"{kind}/{home}/{name}"] + [f"PortalUser/{home}/{user}" for user in rest]
        if self.person(principal):
            found += [self.person(principal), self.application(principal)]
        return found

    def obstacle(self, principal, t):
        """Why nothing is alive at t, the first reason in the order of the contract."""
        kind, home, *_ = principal.split("/")
        person = self.person(principal)
        if any(one in self.overrides for one in self.covering(principal)):
            return "suspended"
        own = self.world.get(principal, {}) if kind == "TraderAuthorization" else {}
        if kind != "RetailClient" and (self.world[f"Institution/{home}"].get("state", "open") != "open"
                                       or own.get("state") == "suspended"):
            return "suspended"
        if person is None or own.get("state") == "withdrawn" or self.world.get(person, {"state": "left"}).get("state", "active") != "active":
            return "not-authorized"
        if self.reviews.get(self.application(principal), {}).get("state") != "approved":
            return "application-not-approved"
        return None if alive(own, t) else "outside-validity"

    # Calls ------------------------------------------------------------------------------------------------

    def row(self, endpoint, t):
        for row in self.world["EndpointCatalogue/main"]["endpoints"]:
            if row["id"] == endpoint and not ("removedOn" in row and moment(row["removedOn"]) <= t):
                return row
        return None

    def call(self, principal, question, t, key=None):
        """The reason for one call of a principal, or of one key of it; its secrets were judged before."""
        row = self.row(question["endpoint"], t)
        if row is None:
            return "unknown-endpoint"
        if key is not None and key.number in self.overrides:
            return "suspended"
        if reason := self.obstacle(principal, t):
            return reason
        if principal.startswith("RetailClient/"):
            return self.retail_call(principal, row, question, t, key)
        kind, home, name, *rest = principal.split("/")
        base = "base" in row.get("flags", [])
        spec = self.world[f"{kind}/{home}/{name}"]
        naming = [spec] if not rest else [one for address, one in self.world.items() if address.startswith(f"EndpointGrant/{home}/")
                                          and one["application"] == name and rest[0] in one.get("apiUsers", spec["apiUsers"])]
        naming = [one for one in naming if matched(one["endpoints"], row["id"])]
        if rest and naming and not base and not any(alive(one, t) for one in naming):
            return "outside-validity"
        licence = self.world[f"Institution/{home}"]["licence"]
        if self.environment == "prod" and not base and row["class"] != "read" and not (licence["held"] and alive(licence, t)):
            return "licence-inactive"
        application = self.application(principal)
        if not base and not (naming and matched(self.world[application]["requestedEndpoints"], row["id"])
                             and (row["class"] == "read" or row["id"] in self.reviews[application].get("pinned", []))):
            return "endpoint-not-granted"
        if row.get("accountScoped", True) and not self.reaches(principal, row, question["account"]):
            return "account-not-permitted"
        lists = [self.world[f"IPWhitelist/{home}/{one}"] for one in spec.get("ipWhitelists", [])]
        open_to = [entry["cidr"] for one in lists for entry in one["entries"] if alive(entry, t)] if lists else None
        levels = [open_to] + ([key.networks] if key is not None else [])
        return "allowed" if all(holds(one, question["ip"]) for one in levels) else "address-not-listed"

    def reaches(self, principal, row, account):
        kind, home, name, *rest = principal.split("/")
        spec = self.world.get(f"Account/{home}/{account}")
        if spec is None or spec.get("state", "ACTIVE") != "ACTIVE":
            return False
        if not rest:
            return spec["ownership"] == "proprietary" and account in self.world[f"{kind}/{home}/{name}"]["accounts"]
        rights = self.world[f"PortalUser/{home}/{rest[0]}"].get("accountRights", [])
        return any(RIGHT[row["class"]] in one["rights"] and ("*" in one["accounts"] or account in one["accounts"]) for one in rights)

    def retail_call(self, principal, row, question, t, key):
        account = self.retail_account(principal, key.account)
        if "base" not in row.get("flags", []) and row["id"] not in key.frozen:
            return "endpoint-not-granted"
        if account is None or account.get("state", "ACTIVE") != "ACTIVE":
            return "account-not-permitted"
        if row.get("accountScoped", True) and question["account"] != key.account:
            return "account-not-permitted"
        return "allowed" if holds(key.networks, question["ip"]) else "address-not-listed"

    def retail_account(self, principal, name):
        client = self.world[f"RetailClient/{principal.split('/')[1]}"]
        return next((one for one in client["accounts"] if one["name"] == name), None)

    def by_principal(self, principal, question, t):
        if not principal.startswith("RetailClient/"):
            return self.call(principal, question, t)
        _, client, name = principal.split("/")
        found = self.find(f"RetailClient/{client}", name)
        if found is not None:  # a retail principal is one key, and the same is asked of it
            return self.by_key(found, question, t)
        if any(key.principal == principal for key in self.keys):
            return "key-expired"  # it was a key, and is none any more
        if self.row(question["endpoint"], t) is None:
            return "unknown-endpoint"
        return "suspended" if f"RetailClient/{client}" in self.overrides else "not-authorized"

    def by_key(self, key, question, t):
        return self.call(key.principal, question, t, key) if key.alive(t) else "key-expired"

    def answers(self, principals, t):
        """One letter for every secret, key and principal, question by question."""
        told, said = [], {}
        for question in self.questions:
            row = self.row(question["endpoint"], t)
            if row is not None and row.get("accountScoped", True) and question["account"] is None:
                told += ["bad-request"] * (len(self.secrets) + len(self.keys) + len(principals))
                continue
            for key in self.keys:
                said[key.number] = self.by_key(key, question, t)
            for key, secret in self.secrets:
                held = secret in (key.current, key.retiring) and secret.alive(t)
                told.append(said[key.number] if held else "key-expired")
            told += [said[key.number] for key in self.keys]
            told += [self.by_principal(one, question, t) for one in principals]
        return "".join(REASONS[one] for one in told)

    def said(self, step, done, principals):
        """What is answered to a step, at its own instant and at the others it asks about."""
        instants = [self.now] + [moment(one) for one in step.get("probes", [])]
        return {"done": done, "answers": [self.answers(principals, t) for t in instants]}

    # Steps ------------------------------------------------------------------------------------------------

    def step(self, step):
        """Does one step at its instant; False when it was refused, and then nothing has changed."""
        self.now = moment(step["at"])
        return getattr(self, "do_" + step["do"])(step)

    def do_tick(self, step):
        return True

    def texts(self, product):
        declared = {address.split("/")[1]: spec["version"] for address, spec in self.world.items()
                    if address.startswith("Agreement/") and product in spec["products"]}
        return declared or BUILT_IN[product]

    def do_accept(self, step):
        for text, version in step["texts"].items():
            if version not in [self.texts(product).get(text) for product in PRODUCTS.values()]:
                return False
        for text, version in step["texts"].items():
            self.accepted[step["actor"], text] = version
        return True

    def find(self, principal, name):
        """The key application of that name which was not deleted; a retail one by the client."""
        return next((one for one in self.keys if one.name == name and one.state != "deleted"
                     and one.principal in (principal, f"{principal}/{name}")), None)

    def may_have_keys(self, principal, actor):
        """Register, generate and reset need the owner, a live principal and the present texts."""
        if self.owner(principal) != actor or self.obstacle(principal, self.now):
            return False
        texts = self.texts(PRODUCTS[principal.split("/")[0]])
        return all(self.accepted.get((actor, text)) == version for text, version in texts.items())

    def do_register(self, step):
        principal, name = step["principal"], step["name"]
        if not self.may_have_keys(principal, step["actor"]) or self.find(principal, name):
            return False
        own = [key for key in self.keys if key.state != "deleted" and self.owner(key.principal) == step["actor"]]
        most = self.world["KeyPolicy/default"].get("keysPerUser", 5 if self.environment == "prod" else 10)
        if len(own) >= most:
            return False
        self.keys.append(Key(len(self.keys), principal if principal.count("/") > 1 else f"{principal}/{name}", name))
        return True

    def new_secret(self, key, step):
        secret = Secret(self.now, step["delivered"])
        self.secrets.append((key, secret))
        key.current, key.state = secret, "keyed"

    def do_generate(self, step):
        key = self.find(step["principal"], step["name"])
        if not self.may_have_keys(step["principal"], step["actor"]) or not step["presence"]:
            return False
        if key is None or key.state != "registered" or key.number in self.overrides:
            return False
        if key.principal.startswith("RetailClient/"):
            account = self.retail_account(step["principal"], step["account"])
            if account is None or account["type"] not in RETAIL_TYPES or account.get("state", "ACTIVE") != "ACTIVE":
                return False
            frozen = [row["id"] for row in self.world["EndpointCatalogue/main"]["endpoints"] if self.row(row["id"], self.now)
                      and "base" not in row.get("flags", []) and matched(step["scope"], row["id"])]
            if not frozen:  # a key to nothing
                return False
            key.account, key.frozen = step["account"], frozen
        key.networks = step["ip"]
        self.new_secret(key, step)
        return True

    def overlap(self, principal):
        home = self.world[f"Institution/{principal.split('/')[1]}"]
        policies = ["KeyPolicy/default"]
        if "tier" in home and "keyPolicy" in (tier := self.world[f"Tier/{home['tier']}"]):
            policies.append(f"KeyPolicy/{tier['keyPolicy']}")
        stated = [self.world.get(one, {}).get("rotation", {}).get("overlap", "P10D") for one in policies]
        return min(SECONDS[one] for one in stated)

    def do_reset(self, step):
        key = self.find(step["principal"], step["name"])
        if not self.may_have_keys(step["principal"], step["actor"]) or not step["presence"]:
            return False
        if key is None or key.state != "keyed" or key.number in self.overrides:
            return False
        if key.principal.startswith("RetailClient/"):
            account = self.retail_account(key.principal, key.account)
            if account is None or account.get("state", "ACTIVE") != "ACTIVE":
                return False
            # Both parts of the pair change, and the old pair stops at once.
            pair = Key(len(self.keys), key.principal, key.name)
            pair.networks, pair.account, pair.frozen = key.networks, key.account, key.frozen
            key.end()
            self.keys.append(pair)
            self.new_secret(pair, step)
            return True
        if key.current.shown:  # one that nobody saw leaves the tail its time
            key.retiring = key.current
            key.retiring.until = self.now + self.overlap(key.principal)
        self.new_secret(key, step)
        return True

    def do_delete(self, step):
        key = self.find(step["principal"], step["name"])
        if key is None or self.owner(key.principal) != step["actor"]:
            return False
        key.end()
        return True

    def stopped(self, target):
        """The living key applications below a target: a place in `keys`, or an address."""
        return [one for one in self.keys if one.state != "deleted" and (one.number == target or target in self.covering(one.principal))]

    def do_suspend(self, step):
        if step["target"] in self.overrides:
            return False
        self.overrides[step["target"]] = "suspended"
        return True

    def do_revoke(self, step):
        if self.overrides.get(step["target"]) == "revoked":
            return False
        for key in self.stopped(step["target"]):
            key.end()
        self.overrides[step["target"]] = "revoked"
        return True

    def do_resume(self, step):
        return self.overrides.pop(step["target"], None) is not None

    def do_review(self, step):
        self.reviews[step["address"]] = {"state": step["state"], "pinned": step["pinned"]}
        return True

    # Plans ------------------------------------------------------------------------------------------------

    def do_plan(self, step):
        """Declared changes. Whoever loses the right to keys for good loses the keys in the same moment."""
        people = {key.number: self.person(key.principal) for key in self.keys if key.state != "deleted"}
        renamed = {one["from"]: one["address"] for one in step["changes"] if "from" in one}
        for one in step["changes"]:
            self.world.pop(one.get("from"), None)
            if one["document"] is None:
                del self.world[one["address"]]
                self.forget(one["address"])
            else:
                self.world[one["address"]] = document(one["document"])["spec"]
        for old, new in renamed.items():
            self.follow(old, new)
        for key in self.keys:
            if key.state != "deleted" and not self.keeps(key, renamed.get(people[key.number], people[key.number])):
                key.end()
        return True

    def forget(self, address):
        """A deletion ends the review; a stop stays, for no manifest undoes one."""
        self.reviews.pop(address, None)

    def follow(self, old, new):
        """A rename keeps what was recorded."""
        for records in (self.reviews, self.overrides):
            if old in records:
                records[new] = records.pop(old)
        for key in self.keys:
            kind, home, name, *rest = key.principal.split("/")
            if f"{kind}/{home}/{name}" == old:
                key.principal = "/".join([new] + rest)
            if kind == "BrokerApplication" and f"PortalUser/{home}/{rest[0]}" == old:
                key.principal = f"{kind}/{home}/{name}/{new.split('/')[-1]}"
        if old.startswith("PortalUser/"):
            was, now = ("trader:" + one.split("/", 1)[1] for one in (old, new))
            self.accepted = {(now if actor == was else actor, text): version for (actor, text), version in self.accepted.items()}

    def keeps(self, key, person):
        """Whether a key outlives the plan: the same person, who has not left, with the same thing granted."""
        kind, home, name, *_ = key.principal.split("/")
        if self.person(key.principal) is None or self.person(key.principal) != person:
            return False
        if self.world.get(person, {"state": "left"}).get("state") == "left":
            return False
        if kind == "RetailClient":
            return True
        return (self.world[f"Institution/{home}"].get("state") != "closed"
                and self.world[f"{kind}/{home}/{name}"].get("state") != "withdrawn")


def address_of(one):
    parts = [one["kind"], one["metadata"].get("institution"), one["metadata"]["name"]]
    return "/".join(part for part in parts if part)


def holds(blocks, ip):  # all blocks here are /24: the first three numbers say it
    return blocks is None or any(block.rsplit(".", 1)[0] == ip.rsplit(".", 1)[0] for block in blocks)


def answer(sequence):
    model = Model(sequence)
    told = [model.said(step, model.step(step), sequence["principals"]) for step in sequence["steps"]]
    return {"id": sequence["id"], "steps": told}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)

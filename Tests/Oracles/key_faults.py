"""Faults to plant into a copy of the model: each is one wrong reading of one rule, as a change of its text.

A harness that has never failed proves nothing. The comparison is held against each of these.
"""
import pathlib

HERE = pathlib.Path(__file__).parent

# name, text, what replaces it.
FAULTS = [
    ("alive at the end of the tail itself", 'self.until is None or t < self.until', 'self.until is None or t <= self.until'),
    ("dead a second before the end of the tail", 'self.until is None or t < self.until', 'self.until is None or t + 1 < self.until'),
    ("not yet alive in the second of its making", 'self.shown and self.made <= t', 'self.shown and self.made < t'),
    ("a secret that nobody saw opens", 'return self.shown and', 'return'),
    ("a tail of ten days less a second", 'TAIL = 864_000', 'TAIL = 863_999'),
    ("a tail of ten calendar days of 23 hours at the change of clocks", '+ self.overlap(key.principal)',
     '+ self.overlap(key.principal) - 3_600 * (self.now % 864_000 < 86_400)'),
    ("a policy does not shorten the tail", 'return min(SECONDS[one] for one in stated)', 'return TAIL'),
    ("the longest overlap of several", 'return min(SECONDS[one] for one in stated)', 'return max(SECONDS[one] for one in stated)'),
    ("the policy of a tier ignored", 'policies.append(', 'str('),
    ("a reset has no tail", 'key.retiring = key.current\n            key.retiring.until', 'key.current.until'),
    ("a second reset keeps three", 'held = secret in (key.current, key.retiring) and secret.alive(t)', 'held = key.state == "keyed" and secret.alive(t)'),
    ("a second reset lengthens the old tail", 'key.retiring = key.current\n            key.retiring.until = self.now',
     '(key.retiring or key.current).until = self.now + TAIL\n            key.retiring = key.retiring or key.current\n            key.current.until = self.now'),
    ("a reset over what nobody saw ends the tail", 'if key.current.shown:', 'if True:'),
    ("a retail reset leaves a tail", 'key.end()\n            self.keys.append(pair)', 'self.keys.append(pair)'),
    ("a retail reset keeps the id", 'pair = Key(len(self.keys), key.principal, key.name)', 'pair = Key(key.number, key.principal, key.name)'),
    ("a retail reset opens what was added since", 'pair.networks, pair.account, pair.frozen = key.networks, key.account, key.frozen',
     'pair.networks, pair.account, pair.frozen = key.networks, key.account, key.frozen + ["data.fresh.get"]'),
    ("a retail reset loses the addresses", 'pair.networks, pair.account, pair.frozen = key.networks,', 'pair.networks, pair.account, pair.frozen = None,'),
    ("delete keeps the tail", 'self.state, self.current, self.retiring = "deleted", None, None', 'self.state, self.current = "deleted", None'),
    ("an end keeps the current secret", 'self.state, self.current, self.retiring = "deleted", None, None', 'self.state, self.retiring = "deleted", None'),
    ("withdrawal ends nothing", 'and self.world[f"{kind}/{home}/{name}"].get("state") != "withdrawn")', ')'),
    ("a suspended authorization ends keys", '.get("state") != "withdrawn")', '.get("state") not in ("withdrawn", "suspended"))'),
    ("a user who left keeps keys", 'if self.world.get(person, {"state": "left"}).get("state") == "left":', 'if person not in self.world:'),
    ("a locked user loses keys", '.get("state") == "left":\n            return False\n        if kind', '.get("state") in ("left", "locked"):\n            return False\n        if kind'),
    ("a closed institution keeps keys", '.get("state") != "closed"', '.get("state") != "shut"'),
    ("a suspended institution ends keys", '.get("state") != "closed"', '.get("state") not in ("closed", "suspended")'),
    ("keys pass to another user", 'if self.person(key.principal) is None or self.person(key.principal) != person:', 'if self.person(key.principal) is None:'),
    ("removal from apiUsers ends nothing", 'return f"PortalUser/{home}/{rest[0]}" if rest[0] in spec["apiUsers"] else None', 'return f"PortalUser/{home}/{rest[0]}"'),
    ("a rename ends keys", 'renamed.get(people[key.number], people[key.number])', '(None if renamed else people[key.number])'),
    ("a rename loses the approval or the stop", 'if old in records:', 'if False:'),
    ("a renamed login has accepted nothing", '(now if actor == was else actor, text): version', '(actor, text): version'),
    ("a deletion lifts the stop", 'self.reviews.pop(address, None)', 'self.reviews.pop(address, None), self.overrides.pop(address, None)'),
    ("an approval outlives the deletion", 'self.forget(one["address"])', 'pass'),
    ("a revocation keeps secrets", 'for key in self.stopped(step["target"]):\n            key.end()', 'for key in self.stopped(step["target"]):\n            pass'),
    ("a revocation keeps tails", 'for key in self.stopped(step["target"]):\n            key.end()',
     'for key in self.stopped(step["target"]):\n            key.current = None'),
    ("a suspension ends secrets", 'self.overrides[step["target"]] = "suspended"', 'self.do_revoke(step)'),
    ("resume revives", 'return self.overrides.pop(step["target"], None) is not None',
     '[setattr(key, "state", "keyed") or setattr(key, "current", one) for key, one in self.secrets if key.state == "deleted" '
     'and self.overrides.get(step["target"]) == "revoked"]\n        return self.overrides.pop(step["target"], None) is not None'),
    ("resume does not lift a revocation", 'return self.overrides.pop(step["target"], None) is not None',
     'return self.overrides.get(step["target"]) == "suspended" and self.overrides.pop(step["target"]) is not None'),
    ("a stop of the key itself ignored", 'if key is not None and key.number in self.overrides:', 'if False:'),
    ("reset of a suspended key", 'key.state != "keyed" or key.number in self.overrides', 'key.state != "keyed"'),
    ("generate of a suspended key", 'key.state != "registered" or key.number in self.overrides', 'key.state != "registered"'),
    ("reset while suspended", 'if self.owner(principal) != actor or self.obstacle(principal, self.now):', 'if self.owner(principal) != actor:'),
    ("delete refused while suspended", 'if key is None or self.owner(key.principal) != step["actor"]:',
     'if key is None or self.owner(key.principal) != step["actor"] or self.obstacle(key.principal, self.now) == "suspended":'),
    ("anybody deletes", 'if key is None or self.owner(key.principal) != step["actor"]:', 'if key is None:'),
    ("anybody makes keys", 'if self.owner(principal) != actor or self', 'if self'),
    ("presence not asked for a first secret", 'not self.may_have_keys(step["principal"], step["actor"]) or not step["presence"]:\n            return False\n        if key is None or key.state != "registered"',
     'not self.may_have_keys(step["principal"], step["actor"]):\n            return False\n        if key is None or key.state != "registered"'),
    ("presence not asked at a reset", 'not self.may_have_keys(step["principal"], step["actor"]) or not step["presence"]:\n            return False\n        if key is None or key.state != "keyed"',
     'not self.may_have_keys(step["principal"], step["actor"]):\n            return False\n        if key is None or key.state != "keyed"'),
    ("a stale acceptance is enough", 'self.accepted.get((actor, text)) == version for', '(actor, text) in self.accepted for'),
    ("one text is enough", 'return all(self.accepted', 'return any(self.accepted'),
    ("built-in texts beside declared ones", 'return declared or BUILT_IN[product]', 'return BUILT_IN[product] | declared'),
    ("a key name of the dead is taken for good", 'if one.name == name and one.state != "deleted"', 'if one.name == name'),
    ("more keys than the policy allows", 'if len(own) >= most:', 'if len(own) > most:'),
    ("a closed retail account is reached", 'if account is None or account.get("state", "ACTIVE") != "ACTIVE":\n            return "account-not-permitted"', ''),
    ("any type of retail account", 'account["type"] not in RETAIL_TYPES or ', ''),
    ("retail scopes are not frozen", 'if "base" not in row.get("flags", []) and row["id"] not in key.frozen:', 'if False:'),
    ("the addresses of the key ignored", 'levels = [open_to] + ([key.networks] if key is not None else [])', 'levels = [open_to]'),
    ("the addresses of the key alone", 'levels = [open_to] + ([key.networks] if key is not None else [])',
     'levels = [key.networks if key is not None and key.networks is not None else open_to]'),
    ("a dead key is suspended first", 'return self.call(key.principal, question, t, key) if key.alive(t) else "key-expired"',
     'return self.call(key.principal, question, t, key) if key.alive(t) or self.obstacle(key.principal, t) == "suspended" else "key-expired"'),
    ("suspension after the user", 'if any(one in self.overrides for one in self.covering(principal)):',
     'if any(one in self.overrides for one in self.covering(principal)) and (self.world.get(person) or {"state": 0}).get("state") is None:'),
    ("approval before the user", 'if self.reviews.get(self.application(principal), {}).get("state") != "approved":',
     'if self.reviews.get(self.application(principal), {}).get("state", "draft") == "draft":'),
    ("validity of the authorization not asked", 'return None if alive(own, t) else "outside-validity"', 'return None'),
    ("removed a second late", 'moment(row["removedOn"]) <= t', 'moment(row["removedOn"]) < t'),
    ("valid at validUntil itself", 't >= moment(spec["validUntil"])', 't > moment(spec["validUntil"])'),
    ("not valid at validFrom itself", 't < moment(spec["validFrom"])', 't <= moment(spec["validFrom"])'),
    ("the licence does not matter", 'if self.environment == "prod" and not base', 'if False and not base'),
]


def planted(fault, folder):
    """The path of a copy of the model with one fault, or none, in it."""
    text = (HERE / "key_model.py").read_text()
    if fault:
        name, old, new = fault
        if text.count(old) != 1:
            raise AssertionError(f"{name}: the text to change stands {text.count(old)} times in the model")
        text = text.replace(old, new)
    path = pathlib.Path(folder) / "key_model.py"
    path.write_text(text)
    return str(path)

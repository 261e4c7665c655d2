"""Faults to plant into a copy of the oracle: each is one wrong reading of one rule, as a change of its text.

A harness that has never failed proves nothing. The comparison and the twin are held against each of these.
"""
import pathlib

HERE = pathlib.Path(__file__).parent
FILES = ("access_oracle.py", "access_impact.py", "address_spans.py")
ORACLE, IMPACT, SPANS = FILES

# name, file, text, what replaces it. The first of them, `DECISIONS`, can turn an allow into a deny or back.
FAULTS = [
    ("alive at validUntil itself", ORACLE, 't >= moment(spec["validUntil"])', 't > moment(spec["validUntil"])'),
    ("not yet alive at validFrom itself", ORACLE, 't < moment(spec["validFrom"])', 't <= moment(spec["validFrom"])'),
    ("removedOn ignored", ORACLE, 'and not ("removedOn" in row and moment(row["removedOn"]) <= t)', ''),
    ("a row lives at removedOn itself", ORACLE, 'moment(row["removedOn"]) <= t', 'moment(row["removedOn"]) < t'),
    ("regions ignored", ORACLE, 'region in row.get("regions", [region])', 'True'),
    ("tier ignored", ORACLE, 'and (tier is None or ', 'and (True or '),
    ("pinned ignored", ORACLE, '(row["class"] == "read" or row["id"] in record["pinned"])', 'True'),
    ("read must be pinned too", ORACLE, '(row["class"] == "read" or row["id"] in record["pinned"])', 'row["id"] in record["pinned"]'),
    ("pinned without being requested now", ORACLE, 'and matches(world, who["requested"], row)',
     'and (row["id"] in record["pinned"] or matches(world, who["requested"], row))'),
    ("boundary ignored", ORACLE, 'record["boundary"] is None or', 'True or'),
    ("expired entry counted", ORACLE, 'for entry in one["entries"] if alive(entry, t)]', 'for entry in one["entries"]]'),
    ("all expired is everywhere", ORACLE, 'return merged([span(', 'return EVERYWHERE if not any(alive(entry, t) for one in lists '
     'for entry in one["entries"]) else merged([span('),
    ("unrestricted only when all lists are", ORACLE, 'if not lists or any(one["mode"] == "unrestricted" for one in lists)',
     'lists = [one for one in lists if "entries" in one] or lists\n    if not lists or "entries" not in lists[0]'),
    ("levels united", ORACLE, 'return common(level([one for _, one in lists if one.get("institutionWide")], t),\n                  level(',
     'return merged(level([one for _, one in lists if one.get("institutionWide")], t) +\n                  level('),
    ("institution-wide lists ignored", ORACLE, 'if one.get("institutionWide")]', 'if False]'),
    ("every list is institution-wide", ORACLE, 'if one.get("institutionWide")]', ']'),
    ("ownership ignored", ORACLE, 'and not (trader and account["ownership"] != "proprietary")', ''),
    ("brokers bound by ownership", ORACLE, 'not (trader and account["ownership"] != "proprietary")',
     'account["ownership"] == "proprietary"'),
    ("account state ignored", ORACLE, 'account.get("state", "ACTIVE") == "ACTIVE"', 'account["number"]'),
    ("listed accounts ignored", ORACLE, 'and not (trader and terms["accountScope"] == "listed" and name not in terms["accounts"])', ''),
    ("alignment ignored", ORACLE, 'by_right = not trader or who["institution"].get("accountAlignment") == "user-permissions"',
     'by_right = not trader'),
    ("brokers by right only when aligned", ORACLE, 'by_right = not trader or ', 'by_right = '),
    ("star in rights ignored", ORACLE, 'name in names or "*" in names', 'name in names'),
    ("the right of trade serves funds", ORACLE, '"funds": "funds"', '"funds": "trade"'),
    ("licence everywhere", ORACLE, 'return environment != "prod" or base(row)', 'return base(row)'),
    ("uat counts as prod", ORACLE, 'return environment != "prod" or', 'return environment == "sandbox" or'),
    ("licence validity ignored", ORACLE, 'licence["held"] and alive(licence, t)', 'licence["held"]'),
    ("licence not asked whether held", ORACLE, 'licence["held"] and alive(licence, t)', 'alive(licence, t)'),
    ("base rows need a licence", ORACLE, 'environment != "prod" or base(row) or', 'environment != "prod" or'),
    ("selectors match base rows", ORACLE, 'return not base(row) and any(', 'return any('),
    ("base rows alone are no access", ORACLE, 'return (endpoints, reach) if endpoints',
     'return (endpoints, reach) if any(not base(row) for row in rows_in_force(world, question["region"], t) if row["id"] in endpoints)'),
    ("exclude ignored", ORACLE, 'and not matches(world, chosen.get("exclude", []), row))', ')'),
    ("classes ignored", ORACLE, 'and row["class"] in chosen.get("classes", [row["class"]])', ''),
    ("all of withFlags", ORACLE, '"withFlags" not in chosen or any(', '"withFlags" not in chosen or all('),
    ("withoutFlags ignored", ORACLE, 'and not any(flag in flags for flag in chosen.get("withoutFlags", []))', ''),
    ("a prefix matches its own stem and its neighbours", ORACLE, 'startswith(selector[:-1])', 'startswith(selector[:-2])'),
    ("dead grants count", ORACLE, 'return (any(alive(one, t) for one in naming', 'return (any(True for one in naming'),
    ("grants for others count", ORACLE, 'grant["application"] == name and user in grant.get("apiUsers", terms["apiUsers"])',
     'grant["application"] == name'),
    ("all grants must name the row", ORACLE, 'return [one for one in named if matches(world, one["endpoints"], row)]',
     'return named if all(matches(world, one["endpoints"], row) for one in named) else []'),
    ("the user is always called like the authorization", ORACLE, 'own.get("user", name)',
     'name if find(world, f"PortalUser/{home}/{name}") else own["user"]'),
    ("invited users are active", ORACLE, '.get("state", "active") != "active"', '.get("state", "active") not in ("active", "invited")'),
    ("an override of the user ignored", ORACLE, 'covering += [who["application"], f"PortalUser/{home}/{who[\'user\']}"] if who else []',
     'covering = covering[:2] + ([who["application"]] if who else [])'),
    ("an override of the institution ignored", ORACLE, 'any(one in world["overrides"] for one in covering)',
     'any(one in world["overrides"] for one in covering[1:])'),
    ("revoked is no block", ORACLE, 'any(one in world["overrides"] for one in covering)',
     'any(world["overrides"].get(one) == "suspended" for one in covering)'),
    ("institution state ignored", ORACLE, '.get("state", "open") != "open"', '.get("state", "open") == "shut"'),
    ("a suspended authorization is alive", ORACLE, ' + [who["own"].get("state") if who else None]', ''),
    ("under review is approved", ORACLE, 'who["record"]["state"] != "approved"', 'who["record"]["state"] not in ("approved", "under-review")'),
    ("only the first catalogue", ORACLE, 'every(world, "EndpointCatalogue/") for row', 'every(world, "EndpointCatalogue/")[:1] for row'),
    ("mapped addresses stay IPv6", SPANS, 'return getattr(address, "ipv4_mapped", None) or address', 'return address'),
    ("account numbers not known", ORACLE, 'in (name, find(world, f"Account/{who[\'home\']}/{name}")["number"])', '== name'),
    # From here on nothing is to be seen in allow and deny:
    ("access without a network", ORACLE, 'if reach and not obstacle', 'if not obstacle'),
    ("scoped row stays without an account", ORACLE, 'if found != []:', 'if True:'),
    ("neighbours not merged", SPANS, 'first <= result[-1][2] + 1', 'first <= result[-1][2]'),
    ("rows without accounts are always gained", IMPACT, 'had = less[0].get(endpoint, [])', 'had = less[0].get(endpoint, []) or []'),
    ("nothing gained when a row becomes scoped", IMPACT, 'fresh = found\n', 'fresh = found if had is not None else []\n'),
    ("who lost all keeps the networks", IMPACT, 'cover(without(more[1], less[1]))', 'cover(without(more[1], less[1]) if less[0] else [])'),
    ("the difference of addresses of one family", SPANS, 'if version != hole:', 'if version < hole:'),
    ("the latest start of the grants", ORACLE, '("validFrom", min)', '("validFrom", max)'),
    ("bounds of dead grants", ORACLE, '[one for one in who["grants"] if alive(one, t)], {}', 'who["grants"], {}'),
    ("licence named after the grant", ORACLE, '        return "licence-inactive"\n    if not base(row) and not granted(world, who, row, t):\n'
     '        return "endpoint-not-granted"', '        return "endpoint-not-granted" if not granted(world, who, row, t) else "licence-inactive"\n'
     '    if not base(row) and not granted(world, who, row, t):\n        return "endpoint-not-granted"'),
    ("suspension named after the user", ORACLE, 'if ("suspended" in states or', 'if (who and (who["login"] or {}).get("state", "active") == "active") and ("suspended" in states or'),
    ("pins outside the boundary", ORACLE, 'and matches(world, boundary or [], row))', ')'),
    ("pins of rows of class read", ORACLE, 'if row["class"] != "read"\n', 'if True\n'),
    ("an account left out of an account question", ORACLE, ' or scoped and ask["account"] is None', ''),
]
FIRST_UNSEEN = [name for name, *_ in FAULTS].index("access without a network")
DECISIONS = FAULTS[:FIRST_UNSEEN]


def planted(fault, folder):
    """A copy of the oracle with the fault, in an empty folder; the path of the program. Without a fault, a faithful copy."""
    folder = pathlib.Path(folder)
    for name in FILES:
        text = (HERE / name).read_text(encoding="utf-8")
        if fault and fault[1] == name:
            if text.count(fault[2]) != 1:
                raise SystemExit(f"the fault `{fault[0]}` does not fit {name} any more: bring access_faults.py up to date")
            text = text.replace(fault[2], fault[3])
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder / ORACLE)

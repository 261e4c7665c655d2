"""What must hold of examples/ci/gitlab where it differs from GitHub: another API, other events, one file."""

import json
import os
import shutil

import forge_state
from estate import WIDER, with_sandbox_only
from github_scenarios import OFFICE, WIDER_BEN, expect, is_funded, only


def digest_of(note):
    return note["body"].rstrip("\n").split("\n")[-1].split("`")[1]


def widening(estate):
    """A merge request that widens access is noted, the note updated by its next push, merged, and applied by its digest."""
    estate.branch("wider", {"sandbox/harbour.yaml": WIDER})
    iid = estate.forge.open_request("ida-lee", "wider")
    opened = estate.forge.pipelines[-1]
    expect(opened.conclusion == "success", opened.transcript())
    first = only(estate.notes(iid))
    expect("**GAINS** | `amy`" in first["body"], first)
    estate.branch("wider", {"sandbox/harbour.yaml": WIDER_BEN})
    # Pushed by another person: the author stays the author, or the digest would move.
    estate.forge.push_request(iid, "omar-reyes")
    second = only(estate.notes(iid))
    expect(second["id"] == first["id"] and second["edits"] == 1 and "`ben`" in second["body"], second)

    applied = estate.forge.merge(iid, "omar-reyes")
    expect(applied.conclusion == "success" and is_funded(estate, "sandbox", "harbour/ben"), applied.transcript())
    history = estate.mandate("sandbox", "history").stdout
    expect("ci:gitlab for staff:ida-lee" in history and f"merge request {iid}" in history, history)
    expect(digest_of(second) in estate.mandate("sandbox", "audit", "export").stdout)
    status = estate.json("sandbox", "store", "status", "--format", "json")
    expect(estate.published("sandbox")["auditHead"] == status["auditHead"], applied.transcript())


@with_sandbox_only
def guardrail(estate):
    """One that trips a guardrail stops with 3, its note says so, and its merge applies nothing until somebody lifts it."""
    with open(estate.path("work", "sandbox", "harbour.yaml"), encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith(("  amy: {application", "  ben: {application"))]
    estate.branch("fewer", {"sandbox/harbour.yaml": "".join(lines)})
    iid = estate.forge.open_request("ida-lee", "fewer")
    opened = estate.forge.pipelines[-1]
    expect(opened.job("plan", "sandbox").code == 3 and opened.conclusion == "failure", opened.transcript())
    expect("maxRemovals" in only(estate.notes(iid))["body"])
    before = estate.mandate("sandbox", "history").stdout
    refused = estate.forge.merge(iid, "ida-lee")
    expect(refused.job("apply", "sandbox").code == 3, refused.transcript())
    expect(estate.mandate("sandbox", "history").stdout == before, "something was written")
    lift = {"MANDATE_ENVIRONMENT": "sandbox", "MANDATE_LIFT": "maxRemovals", "MANDATE_REASON": "OPS-7"}
    seen = estate.forge.by_hand("ida-lee", **lift).job("apply", "sandbox")
    expect(seen.code == 0 and estate.mandate("sandbox", "history").stdout == before, seen.log)
    digest = next(line.split()[1] for line in seen.log.split("\n") if line.startswith("Digest "))
    lifted = estate.forge.by_hand("ida-lee", MANDATE_DIGEST=digest, **lift)
    expect(lifted.conclusion == "success" and "OPS-7" in estate.mandate("sandbox", "history").stdout, lifted.transcript())


def out_of_order(estate):
    """Of two merge requests of one institution, merged in the other order, the first is stale, and recovers by hand."""
    estate.branch("people", {"sandbox/harbour.yaml": WIDER})
    estate.branch("networks", {"sandbox/harbour-networks.yaml": OFFICE})
    people = estate.forge.open_request("ida-lee", "people")
    networks = estate.forge.open_request("ida-lee", "networks")
    first = estate.forge.merge(networks, "ida-lee")
    expect(first.conclusion == "success", first.transcript())
    stale = estate.forge.merge(people, "ida-lee")
    expect(stale.job("apply", "sandbox").code == 4 and not stale.job("apply", "prod").has_failed, stale.transcript())
    expect(not is_funded(estate, "sandbox", "harbour/amy"), "a stale plan was applied")
    seen = estate.forge.by_hand("ida-lee", MANDATE_ENVIRONMENT="sandbox").job("apply", "sandbox")
    digest = next(line.split()[1] for line in seen.log.split("\n") if line.startswith("Digest "))
    expect(not is_funded(estate, "sandbox", "harbour/amy"), "it was applied before anybody saw it")
    done = estate.forge.by_hand("ida-lee", MANDATE_ENVIRONMENT="sandbox", MANDATE_DIGEST=digest)
    expect(done.conclusion == "success" and is_funded(estate, "sandbox", "harbour/amy"), done.transcript())


@with_sandbox_only
def fork(estate):
    """A fork's pipeline runs without a token, in the fork, and makes the plan that the store would give."""
    fork = estate.fork("ida-lee")
    clone = estate.branch("wider", {"sandbox/harbour.yaml": WIDER}, repository=fork)
    iid = estate.forge.open_request("ida-lee", "wider", source=fork)
    opened = estate.forge.pipelines[-1]
    plan = opened.job("plan", "sandbox")
    expect(plan.code == 0 and not opened.has("comment") and not estate.notes(iid), opened.transcript())
    live = estate.json("sandbox", "plan", "--format", "json", "--as", "ci:gitlab", "--on-behalf-of", "staff:ida-lee", tree=clone)
    expect(live["digest"] in plan.log, plan.log, live["digest"])
    # Nobody showed it to anybody, so the merge stops.
    applied = estate.forge.merge(iid, "ida-lee")
    expect(applied.job("apply", "sandbox").code == 1 and "shows no plan" in applied.job("apply", "sandbox").log, applied.transcript())


@with_sandbox_only
def what_was_seen(estate):
    """A merge applies nothing when the bot's note shows another plan, or when only somebody else's note shows it."""
    estate.branch("wider", {"sandbox/harbour.yaml": WIDER})
    iid = estate.forge.open_request("ida-lee", "wider")
    note = only(estate.notes(iid))
    with forge_state.opened(estate.forge.state) as state:
        ours = next(one for one in state["comments"] if one["id"] == note["id"])
        state["comments"].append(dict(ours, id=9_000, author={"username": "mallory"}))
        ours["body"] = ours["body"].replace(digest_of(note), "sha256:" + "1" * 64)
        state["comments"] += [{"id": 10_000 + index, "iid": iid, "edits": 0, "author": {"username": "omar-reyes"},
                               "body": f"talk {index}"} for index in range(120)]
    applied = estate.forge.merge(iid, "ida-lee")
    expect(applied.job("apply", "sandbox").code == 4 and not is_funded(estate, "sandbox", "harbour/amy"), applied.transcript())


def second_person(estate):
    """In prod the second person's signature comes with the merge request."""
    folder = estate.branch("wider", {"prod/harbour.yaml": WIDER})
    iid = estate.forge.open_request("ida-lee", "wider")
    artifacts = sorted(name for name in os.listdir(estate.forge.jobs) if name.endswith("-artifacts"))[-1]
    plan = os.path.join(estate.forge.jobs, artifacts, "plan-prod", "change.plan")
    with open(plan, encoding="utf-8") as file:
        expect(json.load(file)["digest"] == digest_of(only(estate.notes(iid))))
    signature = os.path.join(folder, "prod", "approvals", f"request-{iid}-ivy.sig")
    os.makedirs(os.path.dirname(signature))
    estate.mandate("prod", "approve", plan, "--key", estate.path("keys", "ivy"), "--out", signature, actor="staff:ivy-chan", tree=folder)
    estate.branch("wider", {"prod/approvals/README.md": "Signatures of second persons.\n"})
    estate.forge.push_request(iid, "ivy-chan")
    applied = estate.forge.merge(iid, "ivy-chan")
    expect(applied.conclusion == "success" and is_funded(estate, "prod", "harbour/amy"), applied.transcript())


@with_sandbox_only
def night(estate):
    """The night opens one issue for an emergency stop, closes it again, and keeps the head of a store that went backwards."""
    quiet = estate.forge.night()
    expect(quiet.conclusion == "success" and not estate.forge.remembered()["issues"], quiet.transcript())
    shutil.copy(estate.path("stores", "sandbox.db"), estate.path("old.db"))
    estate.mandate("sandbox", "suspend", "TraderAuthorization/harbour/amy", "--incident", "INC-9")
    found = estate.forge.night()
    issue = only(estate.forge.remembered()["issues"])
    expect("INC-9" in issue["description"] and found.conclusion == "success", issue, found.transcript())
    estate.mandate("sandbox", "resume", "TraderAuthorization/harbour/amy", actor="staff:kofi")
    calm = estate.forge.night()
    expect(only(estate.forge.remembered()["issues"])["state"] == "closed", calm.transcript())

    remembered = estate.published("sandbox")
    shutil.copy(estate.path("old.db"), estate.path("stores", "sandbox.db"))
    backwards = estate.forge.night()
    expect(backwards.job("look", "sandbox").code == 6, backwards.transcript())
    issue = estate.forge.remembered()["issues"][-1]
    expect("history of the store" in issue["description"] and issue["state"] == "opened", issue)
    expect(estate.published("sandbox") == remembered, "the head that gave it away was replaced")


SCENARIOS = [widening, guardrail, out_of_order, fork, what_was_seen, second_person, night]

"""What must hold of examples/ci/github, each in a repository of its own."""

import json
import os
import shutil

from estate import WIDER, InstitutionEstate, with_sandbox_only, write
from forge_state import BOT
from processes import git, run

WIDER_BEN = tuple(part.replace("  amy:", "  ben:") for part in WIDER)
OFFICE = ("{cidr: 8.8.1.0/26}", "{cidr: 8.8.1.0/27}")
APPLIED = "Apply that plan and no other"


def only(items):
    assert len(items) == 1, f"{len(items)} where one was expected: {items}"
    return items[0]


def step(job, name):
    return only([one for one in job.steps if one.name == name])


def expect(condition, *about):
    if not condition:
        raise AssertionError("\n".join(str(one) for one in about) or "not as expected")


def runs(begun, name):
    return only([one for one in begun if one.name == name])


def plan_of(estate, number, environment):
    """The digest that the artefact of the last run on a pull request holds."""
    state = estate.forge.remembered()
    sha = estate.forge.pull(number)["head"]["sha"]
    run_id = [one["id"] for one in state["runs"] if one["head_sha"] == sha and one["event"] == "pull_request"][-1]
    artifact = only([one for one in state["artifacts"]
                     if one["run"] == run_id and one["name"] == f"mandate-plan-{environment}"])
    with open(os.path.join(artifact["folder"], "change.plan"), encoding="utf-8") as file:
        return json.load(file), artifact["folder"]


def is_funded(estate, environment, principal):
    """Whether somebody may move money in the store."""
    address = "8.8.1.9" if principal.startswith("harbour") else "8.8.2.9"
    answer = estate.mandate(environment, "access", "can", f"TraderAuthorization/{principal}", "fund.transfer.create",
                            "--account", "main", "--ip", address, check=False)
    expect(answer.returncode in (0, 1), answer.stdout)
    return answer.returncode == 0


def widening(estate):
    """A pull request that widens access is commented, updated by its next push, merged, and applied by its digest."""
    estate.branch("wider", {"sandbox/harbour.yaml": WIDER})
    number = estate.forge.open_pull("ida-lee", "wider")
    check, comment = estate.forge.runs[-2:]
    expect(check.conclusion == comment.conclusion == "success", check.transcript(), comment.transcript())
    first = only(estate.comments(number))
    expect("**GAINS** | `amy`" in first["body"] and "FUNDS" in first["body"], first["body"])
    expect("title=plan-widens-funds" in step(check.job("plan", environment="sandbox"), "Plan").log, check.transcript())
    expect(only(estate.forge.remembered()["sarif"][-2:-1])["category"] == "mandate-sandbox")

    estate.branch("wider", {"sandbox/harbour.yaml": WIDER_BEN})
    estate.forge.push_pull(number)
    second = only(estate.comments(number))
    expect(second["id"] == first["id"] and second["edits"] == 1, "a second comment was written, or none")
    expect("`ben`" in second["body"] and second["body"] != first["body"], second["body"])
    reviewed = plan_of(estate, number, "sandbox")[0]["digest"]
    expect(reviewed in second["body"], second["body"])

    expect(not is_funded(estate, "sandbox", "harbour/amy"))
    applied = runs(estate.forge.merge(number, by="omar-reyes"), "mandate apply")
    expect(applied.conclusion == "success", applied.transcript())
    expect(is_funded(estate, "sandbox", "harbour/amy") and is_funded(estate, "sandbox", "harbour/ben"), applied.transcript())
    expect(step(applied.job("apply", environment="prod"), APPLIED).outcome == "skipped", applied.transcript())
    history = estate.mandate("sandbox", "history").stdout
    expect("ci:github for staff:ida-lee" in history and f"pull request {number}" in history, history)
    audit = estate.mandate("sandbox", "audit", "export").stdout
    expect(reviewed in audit, audit)
    status = estate.json("sandbox", "store", "status", "--format", "json")
    expect(estate.published("sandbox")["auditHead"] == status["auditHead"], "the head was not published")
    expect(estate.published("sandbox", "snapshot.json")["revision"] == status["revision"])


@with_sandbox_only
def guardrail(estate):
    """A pull request that trips a guardrail stops: the check fails with 3, the comment says so, its merge applies nothing."""
    with open(estate.path("work", "sandbox", "harbour.yaml"), encoding="utf-8") as file:
        lines = file.read().splitlines(keepends=True)
    fewer = [line for line in lines if not line.startswith(("  amy: {application", "  ben: {application"))]
    expect(len(fewer) == len(lines) - 2, "nothing to remove")
    estate.branch("fewer", {"sandbox/harbour.yaml": "".join(fewer)})
    number = estate.forge.open_pull("ida-lee", "fewer")
    check = runs(estate.forge.runs[-2:], "mandate")
    planned = step(check.job("plan", environment="sandbox"), "Plan")
    expect(check.conclusion == "failure" and planned.code == 3, check.transcript())
    body = only(estate.comments(number))["body"]
    expect("maxRemovals" in body and "refuse" in body.lower(), body)

    before = estate.mandate("sandbox", "history").stdout
    applied = runs(estate.forge.merge(number, by="ida-lee"), "mandate apply")
    job = applied.job("apply", environment="sandbox")
    expect(step(job, "Plan what was merged").code == 3 and job.has_failed, applied.transcript())
    expect(step(job, APPLIED).outcome == "skipped", applied.transcript())
    expect(estate.mandate("sandbox", "history").stdout == before, "something was written")

    # A person lifts it by hand, having seen the plan.
    seen = estate.forge.dispatch("mandate-apply.yml", "ida-lee", environment="sandbox", lift="maxRemovals", reason="OPS-7")[0]
    digest = step(seen.job("apply"), "Plan what was merged").outputs["plan_digest"]
    expect(estate.mandate("sandbox", "history").stdout == before, "it was applied before anybody saw it")
    lifted = estate.forge.dispatch("mandate-apply.yml", "ida-lee", environment="sandbox", digest=digest, lift="maxRemovals",
                                   reason="OPS-7")[0]
    expect(lifted.conclusion == "success", lifted.transcript())
    expect("OPS-7" in estate.mandate("sandbox", "history").stdout, lifted.transcript())


@with_sandbox_only
def out_of_order(estate):
    """Of two pull requests of one institution, merged in the other order, the first is stale, and recovers by hand."""
    estate.branch("people", {"sandbox/harbour.yaml": WIDER})
    estate.branch("networks", {"sandbox/harbour-networks.yaml": OFFICE})
    people = estate.forge.open_pull("ida-lee", "people")
    networks = estate.forge.open_pull("ida-lee", "networks")
    first = runs(estate.forge.merge(networks, by="ida-lee"), "mandate apply")
    expect(first.conclusion == "success", first.transcript())
    stale = runs(estate.forge.merge(people, by="ida-lee"), "mandate apply")
    job = stale.job("apply", environment="sandbox")
    expect(step(job, APPLIED).code == 4 and job.has_failed, stale.transcript())
    expect(not is_funded(estate, "sandbox", "harbour/amy"), "a stale plan was applied")

    seen = estate.forge.dispatch("mandate-apply.yml", "ida-lee", environment="sandbox")[0]
    planned = step(seen.job("apply"), "Plan what was merged")
    expect("fund.transfer.create" in planned.log and "**GAINS** | `amy`" in seen.job("apply").summary, seen.transcript())
    expect(not is_funded(estate, "sandbox", "harbour/amy"), "it was applied before anybody saw it")
    other = "sha256:" + "0" * 64
    wrong = estate.forge.dispatch("mandate-apply.yml", "ida-lee", environment="sandbox", digest=other)[0]
    expect(step(wrong.job("apply"), APPLIED).code == 4, wrong.transcript())
    digest = planned.outputs["plan_digest"]
    done = estate.forge.dispatch("mandate-apply.yml", "ida-lee", environment="sandbox", digest=digest)[0]
    expect(done.conclusion == "success" and is_funded(estate, "sandbox", "harbour/amy"), done.transcript())


def two_institutions(estate):
    """Two institutions with a repository each: both plan against one register, and both apply, in any order."""
    trader = ("apiVersion: mandate/v1\nkind: TraderAuthorization\nitems:\n"
              "  dee: {application: desks, accountScope: listed, accounts: [main], endpoints: [fund.transfer.create],"
              " ipWhitelists: [office]}\n")
    repositories = [InstitutionEstate(estate, name) for name in ("harbour", "pier")]
    for repository in repositories:
        repository.prepare()
    numbers = []
    for repository in repositories:
        repository.branch("dee", {"sandbox/traders.yaml": trader})
        numbers.append(repository.forge.open_pull("mei", "dee"))
        expect("`dee`" in only(repository.comments(numbers[-1]))["body"])
    for repository, number in reversed(list(zip(repositories, numbers))):
        applied = runs(repository.forge.merge(number, by="mei"), "mandate apply")
        expect(applied.conclusion == "success", applied.transcript())
        expect(is_funded(estate, "sandbox", f"{repository.institution}/dee"), applied.transcript())


@with_sandbox_only
def fork(estate):
    """A fork without any secret gets the plan that the store would give; somebody unknown gets one that nobody applies."""
    fork = estate.fork("ida-lee")
    clone = estate.branch("wider", {"sandbox/harbour.yaml": WIDER}, repository=fork)
    number = estate.forge.open_pull("ida-lee", "wider", source=fork)
    check, comment = estate.forge.runs[-2:]
    expect(check.conclusion == comment.conclusion == "success", check.transcript(), comment.transcript())
    expect("code-scanning" in check.skipped and not estate.forge.remembered()["sarif"], "a fork's token wrote")
    planned, _ = plan_of(estate, number, "sandbox")
    live = estate.json("sandbox", "plan", "--format", "json", "--as", "ci:github", "--on-behalf-of", "staff:ida-lee", tree=clone)
    for key in ("digest", "changes", "access", "guardrails", "requiredApprovals", "base", "author"):
        expect(planned[key] == live[key], key, planned[key], live[key])
    expect(planned["digest"] in only(estate.comments(number))["body"])

    other = estate.fork("stranger")
    estate.branch("strange", {"sandbox/pier.yaml": WIDER}, repository=other)
    strange = estate.forge.open_pull("stranger", "strange", source=other)
    expect("`amy`" in only(estate.comments(strange))["body"])
    applied = runs(estate.forge.merge(strange, by="ida-lee"), "mandate apply")
    expect(step(applied.job("apply", environment="sandbox"), "Who acts").code == 1, applied.transcript())
    expect(not is_funded(estate, "sandbox", "pier/amy"))


@with_sandbox_only
def what_was_seen(estate):
    """A merge applies nothing when the comment shows another plan, when there is none, or when there was no pull request."""
    estate.branch("wider", {"sandbox/harbour.yaml": WIDER})
    number = estate.forge.open_pull("ida-lee", "wider")
    digest = plan_of(estate, number, "sandbox")[0]["digest"]
    comment = only(estate.comments(number))

    def forged(changes):
        def change(state):
            one = next(one for one in state["comments"] if one["id"] == comment["id"])
            one.update(changes)
        return change

    import forge_state
    saved = os.path.join(estate.folder, "saved")
    for changes, why in (
            ({"body": comment["body"].replace(digest, "sha256:" + "1" * 64)}, "shows another plan"),
            ({"user": {"login": "mallory"}}, "shows another plan")):
        shutil.copytree(estate.forge.folder, saved)
        with forge_state.opened(estate.forge.state) as state:
            forged(changes)(state)
        applied = runs(estate.forge.merge(number, by="ida-lee"), "mandate apply")
        seen = step(applied.job("apply", environment="sandbox"), "What reviewers saw")
        expect(seen.code == 1 and why in seen.log, applied.transcript())
        shutil.rmtree(estate.forge.folder)
        shutil.move(saved, estate.forge.folder)

    # A plan whose digest brings another actor's line along: the file is the pull request's own word.
    shutil.copytree(estate.forge.folder, saved)
    plan, artefact = plan_of(estate, number, "sandbox")
    plan["digest"] = digest + "\nlogin=omar-reyes\nz<<reason=pull request " + str(number)
    write(os.path.join(artefact, "change.plan"), json.dumps(plan))
    applied = runs(estate.forge.merge(number, by="ida-lee"), "mandate apply")
    seen = step(applied.job("apply", environment="sandbox"), "What reviewers saw")
    expect(seen.code == 1 and "has no digest" in seen.log, applied.transcript())
    shutil.rmtree(estate.forge.folder)
    shutil.move(saved, estate.forge.folder)

    # A commit after the last plan, and a push around the pull requests.
    folder = estate.main()
    write(os.path.join(folder, "sandbox", "notes.txt"), "by hand\n")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "By hand")
    git(folder, "push", "--quiet", "origin", "HEAD:main")
    direct = runs(estate.forge.push("ida-lee"), "mandate apply")
    seen = step(direct.job("apply", environment="sandbox"), "What reviewers saw")
    expect(seen.code == 1 and "no pull request was merged" in seen.log, direct.transcript())
    expect(not is_funded(estate, "sandbox", "harbour/amy"))


def second_person(estate):
    """In prod a widening waits for a second person, whose signature comes with the pull request and outlives its merge."""
    folder = estate.branch("wider", {"prod/harbour.yaml": WIDER})
    number = estate.forge.open_pull("ida-lee", "wider")
    body = only(estate.comments(number))["body"]
    expect("1 approval needed" in body, body)
    planned, artifact = plan_of(estate, number, "prod")
    signature = os.path.join(folder, "prod", "approvals", f"pull-{number}-ivy.sig")
    os.makedirs(os.path.dirname(signature))
    estate.mandate("prod", "approve", os.path.join(artifact, "change.plan"), "--key", estate.path("keys", "ivy"), "--out", signature,
                   actor="staff:ivy-chan", tree=folder)

    # Without the signature the merge is refused; a copy of everything, so that the other way can be seen too.
    saved = os.path.join(estate.folder, "saved")
    shutil.copytree(estate.forge.folder, saved)
    refused = runs(estate.forge.merge(number, by="ida-lee"), "mandate apply")
    expect(step(refused.job("apply", environment="prod"), APPLIED).code == 3, refused.transcript())
    expect(not is_funded(estate, "prod", "harbour/amy"))
    shutil.rmtree(estate.forge.folder)
    shutil.move(saved, estate.forge.folder)

    # One of an older plan lies there as well, and is left out.
    with open(signature, encoding="utf-8") as file:
        old = file.read().replace(planned["digest"], "sha256:" + "2" * 64)
    estate.branch("wider", {"prod/approvals/older-ivy.sig": old})
    estate.forge.push_pull(number)
    expect(plan_of(estate, number, "prod")[0]["digest"] == planned["digest"], "the signature moved the digest")
    applied = runs(estate.forge.merge(number, by="ivy-chan"), "mandate apply")
    expect(applied.conclusion == "success" and is_funded(estate, "prod", "harbour/amy"), applied.transcript())
    history = estate.mandate("prod", "history").stdout
    expect("staff:ivy-chan" in history, history)


@with_sandbox_only
def night(estate):
    """The night finds an emergency stop and an apply by hand, tells of them once, and is silent when all is well."""
    quiet = runs(estate.forge.night(), "mandate nightly")
    expect(quiet.conclusion == "success" and not estate.forge.remembered()["issues"], quiet.transcript())
    estate.mandate("sandbox", "suspend", "TraderAuthorization/harbour/amy", "--incident", "INC-9")
    first = runs(estate.forge.night(), "mandate nightly")
    issue = only(estate.forge.remembered()["issues"])
    expect("INC-9" in issue["body"] and "sandbox" in issue["title"], issue, first.transcript())

    clone = estate.main()
    with open(os.path.join(clone, "sandbox", "harbour.yaml"), encoding="utf-8") as file:
        text = file.read()
    write(os.path.join(clone, "sandbox", "harbour.yaml"), text.replace(*WIDER_BEN))
    estate.mandate("sandbox", "resume", "TraderAuthorization/harbour/amy", actor="staff:kofi")
    estate.mandate("sandbox", "apply", "--auto-approve", tree=clone)
    second = runs(estate.forge.night(), "mandate nightly")
    again = only(estate.forge.remembered()["issues"])
    expect(again["number"] == issue["number"] and "`ben`" in again["body"] and "INC-9" not in again["body"], again,
           second.transcript())

    estate.mandate("sandbox", "apply", "--auto-approve")
    third = runs(estate.forge.night(), "mandate nightly")
    expect(only(estate.forge.remembered()["issues"])["state"] == "closed", third.transcript())


@with_sandbox_only
def backwards(estate):
    """A store that went backwards is noticed, by the night and by the next apply, and its head is never published."""
    store = estate.path("stores", "sandbox.db")
    shutil.copy(store, estate.path("old.db"))
    estate.branch("wider", {"sandbox/harbour.yaml": WIDER})
    number = estate.forge.open_pull("ida-lee", "wider")
    applied = runs(estate.forge.merge(number, by="ida-lee"), "mandate apply")
    expect(applied.conclusion == "success", applied.transcript())
    remembered = estate.published("sandbox")
    shutil.copy(estate.path("old.db"), store)
    # It went on from there, so that its revision tells nothing.
    for _ in range(2):
        estate.mandate("sandbox", "suspend", "TraderAuthorization/pier/amy", "--incident", "INC-9")
        estate.mandate("sandbox", "resume", "TraderAuthorization/pier/amy", actor="staff:kofi")

    found = runs(estate.forge.night(), "mandate nightly")
    verify = step(found.job("look", environment="sandbox"), "Is its history the one that we remember?")
    expect(verify.code == 6, found.transcript())
    issue = only(estate.forge.remembered()["issues"])
    expect("history of the store is not the one that we remember" in issue["body"], issue)
    expect(estate.published("sandbox") == remembered, "the head that gave it away was replaced")

    estate.branch("narrower", {"sandbox/harbour-networks.yaml": OFFICE})
    next_number = estate.forge.open_pull("ida-lee", "narrower")
    refused = runs(estate.forge.merge(next_number, by="ida-lee"), "mandate apply")
    expect(step(refused.job("apply", environment="sandbox"), "Is it the store that we remember?").code == 6, refused.transcript())
    expect(estate.published("sandbox") == remembered, "the head that gave it away was replaced")


@with_sandbox_only
def wrong_manifests(estate):
    """Wrong and unformatted manifests fail the check with annotations, and take the place of the older plan's comment."""
    estate.branch("layout", {"sandbox/pier.yaml": ("apiVersion: mandate/v1\nkind: Account", "kind: Account\napiVersion: mandate/v1")})
    estate.forge.open_pull("ida-lee", "layout")
    check = runs(estate.forge.runs[-2:], "mandate")
    job = check.job("check", environment="sandbox")
    expect(step(job, "Validate").outcome == "success" and step(job, "Check the layout").code == 2, check.transcript())

    estate.branch("work", {"sandbox/harbour.yaml": WIDER})
    number = estate.forge.open_pull("ida-lee", "work")
    estate.branch("work", {"sandbox/harbour.yaml": ("items:", "itmes:")})
    estate.forge.push_pull(number)
    check = runs(estate.forge.runs[-2:], "mandate")
    job = check.job("check", environment="sandbox")
    validated = step(job, "Validate")
    expect(validated.code == 1 and "::error file=sandbox/harbour.yaml,line=" in validated.log, check.transcript())
    body = only(estate.comments(number))["body"]
    expect("no plan" in body and "sha256:" not in body, body)
    applied = runs(estate.forge.merge(number, by="ida-lee"), "mandate apply")
    seen = step(applied.job("apply", environment="sandbox"), "What reviewers saw")
    expect(seen.code == 1 and "could not be planned" in seen.log, applied.transcript())


@with_sandbox_only
def many_comments(estate):
    """The bot finds its comment behind a hundred others, and is not taken in by one that looks like it."""
    import forge_state
    estate.branch("wider", {"sandbox/harbour.yaml": WIDER})
    with forge_state.opened(estate.forge.state) as state:
        upcoming = state["next"]
        for index in range(120):
            state["comments"].append({
                "id": 10_000 + index, "issue": upcoming, "edits": 0, "user": {"login": "mallory"},
                "body": "<!-- mandate:plan owner=broker-sandbox -->\nNothing changes." if index == 0 else f"talk {index}"})
    number = estate.forge.open_pull("ida-lee", "wider")
    expect(number == upcoming)
    estate.branch("wider", {"sandbox/harbour.yaml": WIDER_BEN})
    estate.forge.push_pull(number)
    ours = [one for one in estate.comments(number) if one["user"]["login"] == BOT]
    expect(only(ours)["edits"] == 1, "the comment was written twice")


def another_program(estate):
    """A mandate with another checksum than the pinned one is not run."""
    estate.branch("pin", {".github/mandate-pin": ("sha256 ", "sha256 00")})
    number = estate.forge.open_pull("ida-lee", "pin")
    check = runs(estate.forge.runs[-2:], "mandate")
    job = check.job("plan", environment="sandbox")
    expect(step(job, "./.github/actions/mandate").outcome == "failure", check.transcript())
    expect(step(job, "Plan").outcome == "skipped" and not estate.comments(number), check.transcript())


SCENARIOS = [widening, guardrail, out_of_order, two_institutions, fork, what_was_seen, second_person, night, backwards,
             wrong_manifests, many_comments, another_program]

"""A small broker's repository with two environments, its stores, and the people who push to it."""

import hashlib
import json
import os
import shutil
import subprocess

import gitlab_forge
from github_forge import DEFAULT_BRANCH, Forge
from processes import SYSTEM_PATH, git, install_program, run

ENVIRONMENTS = ("sandbox", "prod")
PINNED_URL = "https://downloads.broker.example/mandate/0.1.0/mandate-linux-x86_64"

CATALOGUE = """\
apiVersion: mandate/v1
kind: EndpointCatalogue
metadata: {name: trading}
spec:
  version: "1"
  endpoints:
    - {id: account.list, method: GET, path: /accounts, group: account, class: read, accountScoped: false}
    - {id: fund.transfer.create, method: POST, path: /transfers, group: fund, class: funds}
"""

PROJECT = """\
apiVersion: mandate/v1
kind: Project
metadata: {name: broker-ENV}
spec:
  environment: ENV
  region: hk
  store: sqlite:.mandate/ENV.db
  manifests: [../common/catalogue.yaml, harbour-networks.yaml, harbour.yaml, pier.yaml, staff.yaml]
  guardrails:
    maxRemovals: {count: 1, percent: 50}
"""

STAFF = """\
apiVersion: mandate/v1
kind: StaffMember
items:
  grace-ho: {email: grace.ho@broker.example, roles: [reviewer]}
  ida-lee: {email: ida.lee@broker.example, roles: [operations], signingKeys: ["IDA-KEY"]}
  ivy-chan: {email: ivy.chan@broker.example, roles: [operations], signingKeys: ["IVY-KEY"]}
  kofi: {email: kofi@broker.example, roles: [security]}
"""

INSTITUTION = """\
apiVersion: mandate/v1
kind: Institution
metadata: {name: INST}
spec:
  legalName: INST Limited
  country: HK
  openingEmail: operations@INST.example
  licence: {held: true, regulator: SFC, number: ZZZ90DIGIT, types: [1]}
---
apiVersion: mandate/v1
kind: Account
metadata: {institution: INST}
items:
  main: {number: "8001000DIGIT", type: MARGIN, ownership: proprietary}
---
apiVersion: mandate/v1
kind: PortalUser
metadata: {institution: INST}
items:
  amy: {email: amy@INST.example}
  ben: {email: ben@INST.example}
  cal: {email: cal@INST.example}
  lou: {email: lou@INST.example, functions: [user-management]}
  mei: {email: mei@INST.example, functions: [openapi-application, user-management]}
---
apiVersion: mandate/v1
kind: TradingApplication
metadata: {institution: INST, name: desks}
spec: {purpose: Orders, requestedEndpoints: [account.list, fund.transfer.create]}
---
apiVersion: mandate/v1
kind: TraderAuthorization
metadata: {institution: INST}
items:
  amy: {application: desks, accountScope: listed, accounts: [main], endpoints: [account.list], ipWhitelists: [office]}
  ben: {application: desks, accountScope: listed, accounts: [main], endpoints: [account.list], ipWhitelists: [office]}
  cal: {application: desks, accountScope: listed, accounts: [main], endpoints: [account.list], ipWhitelists: [office]}
"""

NETWORKS = """\
apiVersion: mandate/v1
kind: IPWhitelist
metadata: {institution: INST}
items:
  office: {mode: restricted, entries: [{cidr: 8.8.DIGIT.0/26}]}
"""

WIDER = ("  amy: {application: desks, accountScope: listed, accounts: [main], endpoints: [account.list]",
         "  amy: {application: desks, accountScope: listed, accounts: [main], endpoints: [account.list, fund.transfer.create]")


def with_sandbox_only(scenario):
    """Marks a scenario that says nothing of the other environment, and takes half the time without it."""
    scenario.is_small = True
    return scenario


def keep_sandbox(folder):
    """What somebody with one environment does to the example's files."""
    workflows = os.path.join(folder, ".github", "workflows")
    paths = [os.path.join(workflows, name) for name in os.listdir(workflows)] if os.path.isdir(workflows) else []
    for path in paths or [os.path.join(folder, ".gitlab-ci.yml")]:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        assert "[sandbox, prod]" in text, path
        write(path, text.replace("[sandbox, prod]", "[sandbox]").replace('["sandbox", "prod"]', '["sandbox"]'))


class Estate:
    """The folder of one scenario: programs in front of PATH, stores, keys, and the repository's files."""

    def __init__(self, folder, mandate, interpreter, examples):
        self.folder, self.mandate_path, self.examples = folder, mandate, examples
        self.tools, self.interpreter = os.path.join(folder, "tools"), interpreter
        self.programs = os.path.join(folder, "programs")
        for path in (self.tools, self.programs, self.path("stores"), self.path("keys"), self.path("clones")):
            os.makedirs(path, exist_ok=True)
        if not os.path.islink(os.path.join(self.programs, "mandate")):
            os.symlink(mandate, os.path.join(self.programs, "mandate"))

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def store(self, environment):
        return "sqlite:" + self.path("stores", f"{environment}.db")

    def mandate(self, environment, *words, tree=None, check=True, actor="staff:ida-lee",
                errors=subprocess.STDOUT):
        """Runs mandate as a person with access to the store does."""
        env = {"MANDATE_STORE": self.store(environment), "MANDATE_ACTOR": actor, "NO_COLOR": "1",
               "MANDATE_IN_AUTOMATION": "1", "PATH": self.programs + ":" + SYSTEM_PATH}
        return run(["mandate", *words], cwd=os.path.join(tree or self.path("work"), environment), env=env, check=check, errors=errors)

    def json(self, environment, *words, **options):
        return json.loads(self.mandate(environment, *words, errors=subprocess.DEVNULL, **options).stdout)

    def write_tree(self, folder):
        """The manifests as the broker's staff would keep them."""
        write(os.path.join(folder, "common", "catalogue.yaml"), CATALOGUE)
        staff = STAFF
        for person in ("ida", "ivy"):
            key = self.path("keys", person)
            run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", key])
            with open(key + ".pub", encoding="utf-8") as file:
                staff = staff.replace(f"{person.upper()}-KEY", " ".join(file.read().split()[:2]))
        for environment in ENVIRONMENTS:
            write(os.path.join(folder, environment, "mandate.yaml"), PROJECT.replace("ENV", environment))
            write(os.path.join(folder, environment, "staff.yaml"), staff)
            for digit, name in (("1", "harbour"), ("2", "pier")):
                text, networks = (part.replace("INST", name).replace("DIGIT", digit) for part in (INSTITUTION, NETWORKS))
                files = {f"{name}.yaml": text, f"{name}-networks.yaml": networks}
                if name == "pier":
                    files = {"pier.yaml": text + "---\n" + networks}
                for file, content in files.items():
                    write(os.path.join(folder, environment, file), content)
        write(os.path.join(folder, ".gitignore"), ".mandate/\n*.plan\n")
        # Manifests outside of the project's folder must lie in one git work tree.
        git(folder, "init", "--quiet")
        for environment in ENVIRONMENTS:
            run([self.mandate_path, "fmt"], cwd=os.path.join(folder, environment))

    def bootstrap(self, environment):
        """The first apply, by hand, and the decisions that let access begin."""
        self.mandate(environment, "apply", "--auto-approve")
        for institution in ("harbour", "pier"):
            application = f"TradingApplication/{institution}/desks"
            self.mandate(environment, "app", "submit", application, actor=f"admin:{institution}/mei")
            self.mandate(environment, "review", "start", application, actor="staff:grace-ho")
            self.mandate(environment, "review", "approve", application, actor="staff:grace-ho")

    def export(self, environment, folder):
        """What the publishing jobs keep on a branch."""
        self.mandate(environment, "export", "--snapshot", os.path.join(folder, "snapshot.json"))
        status = self.json(environment, "store", "status", "--format", "json")
        head = {key: status[key] for key in ("lineage", "revision", "auditHead")}
        write(os.path.join(folder, "head.json"), json.dumps(head, indent=2) + "\n")

    def start_register_branches(self, origin, environments=ENVIRONMENTS):
        for environment in environments:
            folder = self.path("register", environment)
            os.makedirs(folder)
            git(folder, "init", "--quiet")
            self.export(environment, folder)
            commit(folder, f"{environment} at the start")
            git(folder, "push", "--quiet", origin, f"HEAD:refs/heads/mandate-register/{environment}")

    def start(self):
        """The manifests, the stores and the published registers."""
        work = self.path("work")
        self.write_tree(work)
        for environment in ENVIRONMENTS:
            self.bootstrap(environment)
        commit(work, "The tree as it was applied")
        git(work, "push", "--quiet", self.forge.origin, f"HEAD:refs/heads/{DEFAULT_BRANCH}")
        self.start_register_branches(self.forge.origin)

    def change_workflows(self, changes):
        """Edits the workflows of the default branch before a scenario begins."""
        work = self.path("work")
        for change in changes:
            change(work)
        commit(work, "Other workflows")
        git(work, "push", "--quiet", self.forge.origin, f"HEAD:refs/heads/{DEFAULT_BRANCH}")

    # What people do

    def branch(self, name, edits, repository=None):
        """Pushes a branch from the newest default branch with files edited: {path: (old, new) or whole text}."""
        folder = self.path("clones", name)
        if not os.path.isdir(folder):
            git(self.folder, "clone", "--quiet", "--branch", DEFAULT_BRANCH, self.forge.origin, folder)
            git(folder, "switch", "--quiet", "--create", name)
        for path, change in edits.items():
            full = os.path.join(folder, path)
            text = change
            if isinstance(change, tuple):
                with open(full, encoding="utf-8") as file:
                    before = file.read()
                assert change[0] in before, f"{change[0]!r} is not in {path}:\n{before}"
                text = before.replace(change[0], change[1], 1)
            write(full, text)
        commit(folder, f"Edit {', '.join(edits)}")
        git(folder, "push", "--quiet", repository or self.forge.origin, f"HEAD:refs/heads/{name}")
        return folder

    def fork(self, owner):
        folder = self.path(f"fork-{owner}.git")
        git(self.folder, "clone", "--quiet", "--bare", self.forge.origin, folder)
        return folder

    def main(self):
        """A fresh checkout of the default branch."""
        folder = self.path("clones", f"main-{len(os.listdir(self.path('clones')))}")
        git(self.folder, "clone", "--quiet", self.forge.origin, folder)
        return folder

    def published(self, environment, file="head.json"):
        return json.loads(git(self.forge.origin, "show", f"refs/heads/mandate-register/{environment}:{file}"))


class GitHubEstate(Estate):
    """The estate with the example of examples/ci/github in it, on a forge."""

    def __init__(self, folder, mandate, interpreter, examples):
        super().__init__(folder, mandate, interpreter, examples)
        here = os.path.dirname(os.path.abspath(__file__))
        secrets = {name: {"MANDATE_STORE": self.store(environment)} for environment in ENVIRONMENTS
                   for name in (environment, environment + "-nightly")}
        self.forge = Forge(self.path("forge"), self.tools, secrets)
        install_program(self.tools, "gh", interpreter, os.path.join(here, "fake_gh.py"), self.forge.state)
        # What the workflows fetch is a line that starts the real one: to check the sum of all of it in every job would
        # cost more than all else that the jobs do.
        self.launcher = os.path.join(self.programs, "launcher")
        write(self.launcher, f"#!/bin/sh\nexec '{mandate}' \"$@\"\n")
        install_program(self.tools, "curl", interpreter, os.path.join(here, "fake_curl.py"), PINNED_URL, self.launcher)

    def prepare(self):
        """Everything as it is before the first pull request; done once and copied for every scenario."""
        self.forge.create()
        work = self.path("work")
        shutil.copytree(os.path.join(self.examples, "ci", "github", ".github"), os.path.join(work, ".github"))
        with open(self.launcher, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        write(os.path.join(work, ".github", "mandate-pin"), f"url {PINNED_URL}\nsha256 {digest}\n")
        self.start()

    def comments(self, number, owner=None):
        """The bodies of the bot's comments on a pull request."""
        marker = f"<!-- mandate:plan owner={owner or ''}"
        return [one for one in self.forge.remembered()["comments"]
                if one["issue"] == number and one["body"].startswith(marker)]


class InstitutionEstate(GitHubEstate):
    """The repository of one institution, whose admins own what it declares in the sandbox store of the broker."""

    def __init__(self, broker, institution):
        self.broker, self.institution = broker, institution
        super().__init__(broker.path(institution), broker.mandate_path, broker.interpreter, broker.examples)

    def store(self, environment):
        return self.broker.store(environment)

    def prepare(self):
        self.broker.mandate("sandbox", "owner", "register", f"{self.institution}-sandbox", "--institution", self.institution,
                            actor="staff:kofi")
        super().prepare()

    def start(self):
        work = self.path("work")
        keep_sandbox(work)
        write(os.path.join(work, ".github", "mandate-actors"), f"mei admin:{self.institution}/mei\n")
        write(os.path.join(work, "sandbox", "mandate.yaml"), (
            f"apiVersion: mandate/v1\nkind: Project\nmetadata: {{name: {self.institution}-sandbox}}\n"
            f"spec: {{environment: sandbox, region: hk, institution: {self.institution}, store: 'sqlite:s.db'}}\n"))
        write(os.path.join(work, "sandbox", "people.yaml"), (
            "apiVersion: mandate/v1\nkind: PortalUser\nitems:\n"
            f"  dee: {{email: dee@{self.institution}.example}}\n"))
        git(work, "init", "--quiet")
        run([self.mandate_path, "fmt"], cwd=os.path.join(work, "sandbox"))
        self.mandate("sandbox", "apply", "--auto-approve", actor=f"admin:{self.institution}/mei")
        commit(work, "The tree as it was applied")
        git(work, "push", "--quiet", self.forge.origin, f"HEAD:refs/heads/{DEFAULT_BRANCH}")
        self.start_register_branches(self.forge.origin, ["sandbox"])


class GitLabEstate(Estate):
    """The estate with the example of examples/ci/gitlab in it."""

    def __init__(self, folder, mandate, interpreter, examples):
        super().__init__(folder, mandate, interpreter, examples)
        self.forge = gitlab_forge.Forge(
            self.path("forge"), self.tools, {environment: self.store(environment) for environment in ENVIRONMENTS})
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fake_gitlab_curl.py")
        install_program(self.tools, "curl", interpreter, script, self.forge.state, gitlab_forge.API)

    def prepare(self):
        """Everything as it is before the first merge request; done once and copied for every scenario."""
        self.forge.create()
        shutil.copytree(os.path.join(self.examples, "ci", "gitlab"), self.path("work"))
        self.start()

    def notes(self, iid):
        """The plans that the bot noted on a merge request."""
        state = self.forge.remembered()
        return [one for one in state["comments"] if one["iid"] == iid and one["body"].startswith("<!-- mandate:plan ")
                and one["author"]["username"] == state["bot"]]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def commit(folder, message):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)

"""What must hold of the workflow that `mandate init` writes."""

import os

import github_forge
from estate import Estate, commit
from github_scenarios import expect, only, runs
from processes import git, run


class InitEstate(Estate):
    """A new project as `init` leaves it, on a forge whose runners have mandate and no secret."""

    def __init__(self, folder, mandate, interpreter, examples):
        super().__init__(folder, mandate, interpreter, examples)
        self.forge = github_forge.Forge(self.path("forge"), self.programs, {})

    def prepare(self):
        self.forge.create()
        run([self.mandate_path, "init", self.path("work")])
        git(self.path("work"), "init", "--quiet")
        commit(self.path("work"), "A new project")
        git(self.path("work"), "push", "--quiet", self.forge.origin, "HEAD:refs/heads/main")


def workflow(estate):
    """It passes what is right, and refuses wrong manifests with annotations and manifests that are not laid out."""
    path = os.path.join("institutions", "northgate.yaml")
    estate.branch("right", {path: ("cora.lau@", "cora.l.lau@")})
    estate.forge.open_pull("sam", "right")
    right = runs(estate.forge.runs[-1:], "mandate")
    expect(right.conclusion == "success" and len(only(right.jobs).steps) == 3, right.transcript())
    estate.branch("wrong", {path: ("email: cora", "emial: cora")})
    estate.forge.open_pull("sam", "wrong")
    wrong = runs(estate.forge.runs[-1:], "mandate")
    validated = only(wrong.jobs).steps[1]
    expect(validated.code == 1 and "::error file=institutions/northgate.yaml,line=" in validated.log, wrong.transcript())
    estate.branch("layout", {path: ("apiVersion: mandate/v1\nkind: PortalUser", "kind: PortalUser\napiVersion: mandate/v1")})
    estate.forge.open_pull("sam", "layout")
    layout = runs(estate.forge.runs[-1:], "mandate")
    expect(only(layout.jobs).steps[2].code == 2, layout.transcript())


SCENARIOS = [workflow]

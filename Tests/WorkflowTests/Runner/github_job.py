"""One job of a GitHub workflow, run step by step as the runner does it."""

import glob
import hashlib
import os
import re
import shutil

import yaml

import github_actions
from expressions import ExpressionError, as_text, evaluate, interpolate, plain_functions, truthy
from processes import SYSTEM_PATH, run

STATUS_FUNCTION = re.compile(r"\b(always|cancelled|failure|success)\s*\(")
SHELLS = {
    # What the runner starts: without `shell: bash` a failing command before a pipe goes unseen.
    None: ["bash", "-e"],
    "bash": ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"],
}
STEP_KEYS = {"name", "id", "if", "uses", "with", "run", "env", "shell", "working-directory", "continue-on-error"}


class Absent(dict):
    """The outputs of a step that did not run: every name is there, and null."""

    def __contains__(self, key):
        return True

    def __missing__(self, key):
        return None


class Step:
    """What became of one step."""

    def __init__(self, name):
        self.name, self.outcome, self.conclusion, self.code = name, "skipped", "skipped", None
        self.outputs, self.log = Absent(), ""


class Job:
    """The world that the steps of one job share."""

    def __init__(self, forge, run_id, workflow, name, description, github, matrix, inputs, permissions):
        self.forge, self.run, self.name, self.description = forge, run_id, name, description
        self.workflow, self.matrix, self.inputs = workflow, matrix, inputs
        self.origin, self.state, self.permissions = forge.origin, forge.state, permissions
        self.folder = os.path.join(forge.folder, "jobs", f"{run_id}-{name}-{len(os.listdir(forge.jobs))}")
        self.workspace, self.temporary = os.path.join(self.folder, "work"), os.path.join(self.folder, "temp")
        for folder in (self.workspace, self.temporary, os.path.join(self.folder, "commands")):
            os.makedirs(folder)
        self.token = forge.new_token(permissions)
        self.github = dict(github, token=self.token, workspace=self.workspace, job=name)
        self.path, self.environment = [], {}
        self.steps, self.named, self.has_failed = [], {}, False
        self.summary = ""

    # Permissions

    def level(self, name):
        return self.permissions.get(name, "none")

    def need(self, level, name):
        order = ["none", "read", "write"]
        if order.index(self.level(name)) < order.index(level):
            raise github_actions.ActionError(f"403: the token has no {level} of {name}")

    # Expressions

    def secrets(self):
        environment = self.environment_name()
        return dict(self.forge.secrets.get(environment, {}), GITHUB_TOKEN=self.token)

    def environment_name(self):
        if "environment" not in self.description:
            return None
        return as_text(interpolate(self.description["environment"], {"matrix": self.matrix}, {}))

    def contexts(self, variables, outer=None):
        steps = {key: {"outputs": step.outputs, "outcome": step.outcome, "conclusion": step.conclusion}
                 for key, step in self.named.items()}
        contexts = {
            "github": self.github, "matrix": self.matrix, "env": variables, "steps": steps, "inputs": self.inputs,
            "runner": {"temp": self.temporary, "os": "Linux"}, "secrets": self.secrets(),
            "job": {"status": "failure" if self.has_failed else "success"},
        }
        return dict(contexts, **(outer or {}))

    def functions(self):
        return dict(
            plain_functions(), always=lambda: True, cancelled=lambda: False,
            failure=lambda: self.has_failed, success=lambda: not self.has_failed, hashFiles=self.hash_files)

    def hash_files(self, *patterns):
        files = [file for pattern in patterns for file in glob.glob(os.path.join(self.workspace, pattern))]
        return hashlib.sha256("".join(files).encode()).hexdigest() if files else ""

    def fill(self, value, variables):
        return as_text(interpolate(value, self.contexts(variables), self.functions()))

    def wanted(self, condition, variables):
        """Whether a step with this `if` runs; one that names no status wants success."""
        inner = re.sub(r"^\s*\$\{\{(.*)\}\}\s*$", r"\1", condition or "success()", flags=re.S)
        if not STATUS_FUNCTION.search(inner) and self.has_failed:
            return False
        return truthy(evaluate(inner, self.contexts(variables), self.functions()))

    # Steps

    def run_all(self):
        for description in self.description["steps"]:
            self.steps.append(self.run_step(description, self.variables({})))
        for folder in (self.workspace, self.temporary):
            shutil.rmtree(folder, ignore_errors=True)

    def variables(self, own):
        """The variables that workflow, job and step set, the later ones first."""
        found = {}
        for level in (self.workflow.get("env", {}), self.description.get("env", {}), self.environment, own):
            found.update({key: self.fill(value, found) for key, value in level.items()})
        return found

    def run_step(self, description, variables):
        unknown = set(description) - STEP_KEYS
        assert not unknown, f"this stand-in does not know {unknown} of a step"
        step = Step(description.get("name") or description.get("uses") or description["run"].split("\n")[0])
        if "id" in description:
            self.named[description["id"]] = step
        if not self.wanted(description.get("if"), variables):
            return step
        step.outputs = {}
        if "uses" in description:
            self.use(step, description, variables)
        else:
            self.execute(step, description, self.variables(description.get("env", {})))
        step.conclusion = step.outcome
        if step.outcome == "failure":
            step.outputs = Absent(step.outputs)
            if description.get("continue-on-error") == "true":
                step.conclusion = "success"
            else:
                self.has_failed = True
        return step

    def use(self, step, description, variables):
        inputs = {key: self.fill(value, variables) for key, value in description.get("with", {}).items()}
        uses = description["uses"]
        if uses.startswith("./"):
            return self.use_local(step, uses, inputs)
        try:
            step.outputs = github_actions.perform(uses, inputs, self)
            step.outcome = "success"
        except github_actions.ActionError as error:
            step.outcome, step.log = "failure", f"##[error]{error}\n"

    def use_local(self, step, uses, inputs):
        with open(os.path.join(self.workspace, uses, "action.yml"), encoding="utf-8") as file:
            action = yaml.load(file, yaml.BaseLoader)
        assert action["runs"]["using"] == "composite" and not inputs
        step.outcome = "success"
        for description in action["runs"]["steps"]:
            inner = Step(description["name"])
            self.execute(inner, description, self.variables(description.get("env", {})))
            step.log += inner.log
            if inner.outcome == "failure":
                step.outcome, step.code = "failure", inner.code
                return

    def execute(self, step, description, variables):
        default = self.workflow.get("defaults", {}).get("run", {})
        shell = SHELLS[description.get("shell", default.get("shell"))]
        where = self.fill(description.get("working-directory", default.get("working-directory", ".")), variables)
        script = os.path.join(self.folder, "commands", "script.sh")
        with open(script, "w", encoding="utf-8") as file:
            file.write(self.fill(description["run"], variables) + "\n")
        files = {name: os.path.join(self.folder, "commands", name) for name in (
            "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_ENV", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            open(path, "w", encoding="utf-8").close()
        result = run(
            [*shell, script], cwd=os.path.join(self.workspace, where), env={**self.runner_variables(), **variables, **files},
            check=False)
        step.log, step.code = result.stdout, result.returncode
        step.outcome = "success" if result.returncode == 0 else "failure"
        step.outputs = read_settings(files["GITHUB_OUTPUT"])
        self.environment.update(read_settings(files["GITHUB_ENV"]))
        with open(files["GITHUB_PATH"], encoding="utf-8") as file:
            self.path = file.read().split() + self.path
        with open(files["GITHUB_STEP_SUMMARY"], encoding="utf-8") as file:
            self.summary += file.read()

    def runner_variables(self):
        github = self.github
        # The tools of the runner's image stand before everything else of this machine.
        path = ":".join([*self.path, self.forge.tools, SYSTEM_PATH])
        return {
            "PATH": path, "CI": "true", "GITHUB_ACTIONS": "true", "RUNNER_TEMP": self.temporary, "RUNNER_OS": "Linux",
            "GITHUB_WORKSPACE": self.workspace, "GITHUB_REPOSITORY": github["repository"], "GITHUB_SHA": github["sha"],
            "GITHUB_REF": github["ref"], "GITHUB_EVENT_NAME": github["event_name"], "GITHUB_ACTOR": github["actor"],
            "GITHUB_RUN_ID": str(self.run), "GITHUB_SERVER_URL": github["server_url"],
            "GITHUB_EVENT_PATH": self.forge.write_event(self.folder, github["event"]),
        }


def read_settings(path):
    """`name=value` lines, or `name<<MARK`, lines and MARK."""
    found, lines = {}, iter(open(path, encoding="utf-8").read().split("\n"))
    for line in lines:
        if not line:
            continue
        several = re.fullmatch(r"([^=]+?)<<(.+)", line)
        if several:
            value = []
            for inner in lines:
                if inner == several[2]:
                    break
                value.append(inner)
            found[several[1]] = "\n".join(value)
        elif "=" in line:
            key, _, value = line.partition("=")
            found[key] = value
        else:
            raise ExpressionError(f"invalid format of a setting: {line}")
    return found

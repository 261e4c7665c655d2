"""A repository on a forge like GitHub: a bare origin, pull requests, and the events that start workflows."""

import json
import os

import yaml

import forge_state
from expressions import as_text, evaluate, interpolate, plain_functions, truthy
from github_job import Job
from processes import git

REPOSITORY = "broker/access"
DEFAULT_BRANCH = "main"
JOB_KEYS = {"name", "needs", "if", "runs-on", "timeout-minutes", "environment", "permissions", "strategy", "concurrency",
            "steps", "env"}


class Run:
    """One run of a workflow with all its jobs."""

    def __init__(self, identifier, name, path, github):
        self.id, self.name, self.path, self.github = identifier, name, path, github
        self.jobs, self.skipped = [], []

    def job(self, name, **matrix):
        found = [job for job in self.jobs if job.name == name
                 and all(job.matrix.get(key) == value for key, value in matrix.items())]
        assert len(found) == 1, f"{len(found)} jobs {name} {matrix} in {self.name}: {[job.name for job in self.jobs]}"
        return found[0]

    @property
    def conclusion(self):
        return "failure" if any(job.has_failed for job in self.jobs) else "success"

    def transcript(self):
        lines = [f"=== {self.name} ({self.github['event_name']}): {self.conclusion}"]
        for job in self.jobs:
            lines.append(f"--- {job.name} {job.matrix.get('environment', '')}")
            for step in job.steps:
                lines.append(f"  [{step.outcome}{'' if step.code in (None, 0) else ' ' + str(step.code)}] {step.name}")
                lines += [f"      {line}" for line in step.log.split("\n") if line]
        return "\n".join(lines)


class Forge:
    def __init__(self, folder, tools, secrets):
        self.folder, self.tools, self.secrets = folder, tools, secrets
        self.origin, self.state = os.path.join(folder, "origin.git"), os.path.join(folder, "state")
        self.jobs = os.path.join(folder, "jobs")
        self.runs = []

    def create(self):
        for path in (self.state, self.jobs, self.origin):
            os.makedirs(path)
        git(self.origin, "init", "--quiet", "--bare")

    # The forge's memory

    def new_token(self, permissions):
        with forge_state.opened(self.state) as state:
            token = f"ghs_job{forge_state.number(state)}"
            state["tokens"][token] = permissions
        return token

    def remembered(self):
        with forge_state.opened(self.state) as state:
            return state

    def write_event(self, folder, event):
        path = os.path.join(folder, "event.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(event, file)
        return path

    # What people do

    def open_pull(self, author, branch, source=None):
        """Opens a pull request of `branch`, of the repository itself or of the bare repository of a fork."""
        with forge_state.opened(self.state) as state:
            number = forge_state.number(state)
            owner = "broker" if source is None else author
            state["pulls"].append({
                "number": number, "state": "open", "merged_at": None, "merge_commit_sha": None,
                "user": {"login": author}, "base": {"ref": DEFAULT_BRANCH}, "source": source or self.origin,
                "head": {"ref": branch, "label": f"{owner}:{branch}", "sha": None,
                         "repo": {"full_name": f"{owner}/access", "owner": {"login": owner}}}})
        self.push_pull(number)
        return number

    def pull(self, number):
        return next(pull for pull in self.remembered()["pulls"] if pull["number"] == number)

    def push_pull(self, number):
        """What a push to the branch of a pull request does: new refs, and the workflows run."""
        pull = self.pull(number)
        git(self.origin, "fetch", "--quiet", "--no-tags", pull["source"],
            f"+refs/heads/{pull['head']['ref']}:refs/pull/{number}/head")
        sha = git(self.origin, "rev-parse", f"refs/pull/{number}/head")
        merge = self.merge_commit(sha, f"Merge {sha} into {DEFAULT_BRANCH}")
        git(self.origin, "update-ref", f"refs/pull/{number}/merge", merge)
        with forge_state.opened(self.state) as state:
            one = next(pull for pull in state["pulls"] if pull["number"] == number)
            one["head"]["sha"] = sha
        pull = self.pull(number)
        return self.happen("pull_request", merge, f"refs/pull/{number}/merge", pull["user"]["login"],
                           {"number": number, "pull_request": pull}, head=pull["head"])

    def merge_commit(self, sha, message):
        """The commit that merging `sha` into the default branch would make."""
        base = git(self.origin, "rev-parse", f"refs/heads/{DEFAULT_BRANCH}")
        tree = git(self.origin, "merge-tree", "--write-tree", base, sha).split("\n")[0]
        return git(self.origin, "commit-tree", tree, "-p", base, "-p", sha, "-m", message)

    def merge(self, number, by):
        pull = self.pull(number)
        sha = self.merge_commit(pull["head"]["sha"], f"Merge pull request #{number}")
        git(self.origin, "update-ref", f"refs/heads/{DEFAULT_BRANCH}", sha)
        with forge_state.opened(self.state) as state:
            one = next(pull for pull in state["pulls"] if pull["number"] == number)
            one.update(state="closed", merged_at="2026-11-20T09:00:00Z", merge_commit_sha=sha)
        return self.happen("push", sha, f"refs/heads/{DEFAULT_BRANCH}", by, {"ref": f"refs/heads/{DEFAULT_BRANCH}"})

    def push(self, by):
        """A push to the default branch without a pull request; the commit is there already."""
        ref = f"refs/heads/{DEFAULT_BRANCH}"
        return self.happen("push", git(self.origin, "rev-parse", ref), ref, by, {"ref": ref})

    def night(self):
        return self.happen("schedule", *self.default(), "nobody", {})

    def dispatch(self, file, by, **inputs):
        return self.happen("workflow_dispatch", *self.default(), by, {}, inputs=inputs, only=file)

    def default(self):
        ref = f"refs/heads/{DEFAULT_BRANCH}"
        return git(self.origin, "rev-parse", ref), ref

    # What the forge does then

    def happen(self, event_name, sha, ref, actor, event, head=None, inputs=None, only=None):
        """Starts every workflow of commit `sha` that waits for the event, then those that wait for these."""
        github = {"event_name": event_name, "sha": sha, "ref": ref, "actor": actor, "event": event,
                  "repository": REPOSITORY, "server_url": "https://forge.example"}
        begun = []
        for path, workflow in self.workflows(sha):
            if only in (None, os.path.basename(path)) and listens(workflow, github):
                begun.append(self.start(path, workflow, github, head, inputs))
        for run in list(begun):
            begun += self.after(run, head)
        return begun

    def after(self, run, head):
        """The workflows of the default branch that run when another has ended."""
        sha, ref = self.default()
        head = head or {"sha": run.github["sha"], "ref": DEFAULT_BRANCH,
                        "repo": {"full_name": REPOSITORY, "owner": {"login": "broker"}}}
        event = {"action": "completed", "workflow_run": {
            "id": run.id, "name": run.name, "event": run.github["event_name"], "conclusion": run.conclusion,
            "head_sha": head["sha"], "head_branch": head["ref"], "head_repository": head["repo"], "pull_requests": []}}
        github = dict(run.github, event_name="workflow_run", sha=sha, ref=ref, event=event)
        return [self.start(path, workflow, github, None, None) for path, workflow in self.workflows(sha)
                if run.name in workflow["on"].get("workflow_run", {}).get("workflows", [])]

    def workflows(self, sha):
        names = git(self.origin, "ls-tree", "--name-only", sha, ".github/workflows/").split("\n")
        for name in filter(None, names):
            workflow = yaml.load(git(self.origin, "show", f"{sha}:{name}"), yaml.BaseLoader)
            if not isinstance(workflow["on"], dict):
                workflow["on"] = {event: {} for event in listed(workflow["on"])}
            yield name, workflow

    def start(self, path, workflow, github, head, inputs):
        with forge_state.opened(self.state) as state:
            identifier = forge_state.number(state)
            state["runs"].append({
                "id": identifier, "path": path, "event": github["event_name"],
                "head_sha": head["sha"] if head else github["sha"], "conclusion": None})
        run = Run(identifier, workflow["name"], path, dict(github, run_id=identifier))
        declared = workflow["on"].get("workflow_dispatch") or {}
        given = {key: (inputs or {}).get(key, details.get("default")) if inputs is not None else None
                 for key, details in declared.get("inputs", {}).items()} if isinstance(declared, dict) else {}
        assert set(inputs or {}) <= set(given), f"no inputs {inputs} in {path}"
        self.run_jobs(run, workflow, given)
        self.runs.append(run)
        with forge_state.opened(self.state) as state:
            next(one for one in state["runs"] if one["id"] == identifier)["conclusion"] = run.conclusion
        return run

    def run_jobs(self, run, workflow, inputs):
        left, ended = dict(workflow["jobs"]), {}
        while left:
            name = next(one for one, job in left.items() if set(listed(job.get("needs"))) <= set(ended))
            description = left.pop(name)
            assert set(description) <= JOB_KEYS, f"unknown keys of job {name}: {set(description) - JOB_KEYS}"
            needs_failed = any(ended[need] != "success" for need in listed(description.get("needs")))
            contexts = {"github": run.github, "inputs": inputs}
            functions = dict(plain_functions(), always=lambda: True, cancelled=lambda: False,
                             success=lambda: not needs_failed, failure=lambda: needs_failed)
            condition = description.get("if", "success()")
            inner = condition.strip().removeprefix("${{").removesuffix("}}")
            names_status = any(word in inner for word in ("always()", "cancelled()", "success()", "failure()"))
            if (needs_failed and not names_status) or not truthy(evaluate(inner, contexts, functions)):
                ended[name] = "skipped"
                run.skipped.append(name)
                continue
            jobs = [self.run_job(run, workflow, name, description, matrix, inputs)
                    for matrix in matrices(description, contexts, functions)]
            ended[name] = "failure" if any(job.has_failed for job in jobs) else "success"

    def run_job(self, run, workflow, name, description, matrix, inputs):
        permissions = description.get("permissions", workflow.get("permissions"))
        assert isinstance(permissions, dict), f"job {name} of {run.name} does not say what its token may do"
        if run.github["event_name"] == "pull_request":
            assert "self-hosted" not in description["runs-on"], "a pull request runs beside the store"
            source = run.github["event"]["pull_request"]["head"]["repo"]["full_name"]
            if source != REPOSITORY:
                assert "environment" not in description, "a fork in an environment with secrets"
                permissions = {key: "read" for key in permissions}
        job = Job(self, run.id, workflow, name, description, run.github, matrix, inputs, permissions)
        run.jobs.append(job)
        job.run_all()
        return job


def listens(workflow, github):
    on = workflow["on"]
    if github["event_name"] not in on:
        return False
    filters = on[github["event_name"]]
    if github["event_name"] in ("pull_request", "push") and isinstance(filters, dict):
        assert set(filters) <= {"branches"}, filters
        base = github["event"].get("pull_request", {}).get("base", {}).get("ref") or github["ref"].split("/")[-1]
        return base in filters.get("branches", [base])
    return True


def listed(value):
    return [] if value is None else [value] if isinstance(value, str) else value


def matrices(description, contexts, functions):
    """Every combination of a matrix; here one list, or a list of whole combinations."""
    strategy = description.get("strategy", {})
    matrix = strategy.get("matrix", {"include": [{}]})
    assert strategy.get("fail-fast", "false") == "false", "one environment would cancel another"
    if "include" in matrix:
        return matrix["include"]
    (key, values), = matrix.items()
    if isinstance(values, str):
        values = interpolate(values, contexts, functions)
    return [{key: as_text(value)} for value in values]

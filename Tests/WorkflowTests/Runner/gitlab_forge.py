"""A project on a forge like GitLab: a bare origin, merge requests, and pipelines of `.gitlab-ci.yml`."""

import os
import re
import shutil

import yaml

import forge_state
from expressions import evaluate, truthy
from processes import SYSTEM_PATH, git, run

DEFAULT_BRANCH = "main"
API = "https://gitlab.example/api/v4"
JOB_KEYS = {"extends", "stage", "rules", "script", "before_script", "artifacts", "needs", "tags", "environment",
            "resource_group", "parallel", "timeout"}
TOP_KEYS = {"workflow", "default", "variables", "stages"}


class Job:
    """What became of one job."""

    def __init__(self, name, environment):
        self.name, self.environment, self.code, self.log = name, environment, None, ""

    @property
    def has_failed(self):
        return self.code != 0


class Pipeline:
    def __init__(self, source):
        self.source, self.jobs = source, []

    def job(self, name, environment):
        found = [job for job in self.jobs if (job.name, job.environment) == (name, environment)]
        assert len(found) == 1, f"{len(found)} jobs {name} {environment} in {[one.name for one in self.jobs]}"
        return found[0]

    def has(self, name):
        return any(job.name == name for job in self.jobs)

    @property
    def conclusion(self):
        return "failure" if any(job.has_failed for job in self.jobs) else "success"

    def transcript(self):
        return "\n".join(f"--- {job.name} {job.environment} [{job.code}]\n{job.log}" for job in self.jobs)


class Forge:
    def __init__(self, folder, tools, stores):
        self.folder, self.tools, self.stores = folder, tools, stores
        self.origin, self.state = os.path.join(folder, "origin.git"), os.path.join(folder, "state")
        self.jobs, self.pipelines = os.path.join(folder, "jobs"), []

    def create(self):
        for path in (self.state, self.jobs, self.origin):
            os.makedirs(path)
        git(self.origin, "init", "--quiet", "--bare")
        with forge_state.opened(self.state) as state:
            state.update(bot="project_7_bot", tokens={"glpat-bot": {}})

    def remembered(self):
        with forge_state.opened(self.state) as state:
            return state

    # What people do

    def open_request(self, author, branch, source=None):
        with forge_state.opened(self.state) as state:
            iid = forge_state.number(state)
            state["pulls"].append({
                "iid": iid, "state": "opened", "author": {"username": author}, "sha": None, "merge_commit_sha": None,
                "squash_commit_sha": None, "source_branch": branch, "source": source or self.origin})
        self.push_request(iid, author)
        return iid

    def request(self, iid):
        return next(one for one in self.remembered()["pulls"] if one["iid"] == iid)

    def push_request(self, iid, by):
        request = self.request(iid)
        git(self.origin, "fetch", "--quiet", "--no-tags", request["source"],
            f"+refs/heads/{request['source_branch']}:refs/merge-requests/{iid}/head")
        sha = git(self.origin, "rev-parse", f"refs/merge-requests/{iid}/head")
        with forge_state.opened(self.state) as state:
            next(one for one in state["pulls"] if one["iid"] == iid)["sha"] = sha
        is_fork = request["source"] != self.origin
        variables = {
            "CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_IID": str(iid), "CI_MERGE_REQUEST_PROJECT_ID": "7",
            "CI_MERGE_REQUEST_PROJECT_URL": f"file://{self.origin.removesuffix('.git')}",
            "CI_PROJECT_ID": "8" if is_fork else "7", "GITLAB_USER_LOGIN": by}
        if not is_fork:
            variables["MANDATE_BOT_TOKEN"] = "glpat-bot"
        return self.start(sha, variables, request["source"], is_protected=False)

    def merge(self, iid, by):
        request = self.request(iid)
        base = git(self.origin, "rev-parse", f"refs/heads/{DEFAULT_BRANCH}")
        tree = git(self.origin, "merge-tree", "--write-tree", base, request["sha"]).split("\n")[0]
        sha = git(self.origin, "commit-tree", tree, "-p", base, "-p", request["sha"], "-m", f"Merge request !{iid}")
        git(self.origin, "update-ref", f"refs/heads/{DEFAULT_BRANCH}", sha)
        with forge_state.opened(self.state) as state:
            next(one for one in state["pulls"] if one["iid"] == iid).update(state="merged", merge_commit_sha=sha)
        return self.on_default("push", by)

    def night(self):
        return self.on_default("schedule", "nobody")

    def by_hand(self, by, **variables):
        return self.on_default("web", by, **variables)

    def on_default(self, source, by, **variables):
        sha = git(self.origin, "rev-parse", f"refs/heads/{DEFAULT_BRANCH}")
        given = {"CI_PIPELINE_SOURCE": source, "CI_COMMIT_BRANCH": DEFAULT_BRANCH, "CI_PROJECT_ID": "7",
                 "GITLAB_USER_LOGIN": by, "MANDATE_BOT_TOKEN": "glpat-bot", **variables}
        return self.start(sha, given, self.origin, is_protected=True)

    # What the forge does then

    def start(self, sha, variables, repository, is_protected):
        config = yaml.load(git(repository, "show", f"{sha}:.gitlab-ci.yml"), yaml.BaseLoader)
        variables = {**config["variables"], "CI_DEFAULT_BRANCH": DEFAULT_BRANCH, "CI_COMMIT_SHA": sha, **variables}
        pipeline = Pipeline(variables["CI_PIPELINE_SOURCE"])
        assert chosen(config["workflow"]["rules"], variables), "no pipeline for this event"
        jobs = {name: resolved(config, name) for name in config if name not in TOP_KEYS and not name.startswith(".")}
        assert all(job["stage"] in config["stages"] for job in jobs.values())
        artifacts, codes = os.path.join(self.jobs, str(len(os.listdir(self.jobs))) + "-artifacts"), {}
        os.makedirs(artifacts)
        for stage in config["stages"]:
            for name, job in jobs.items():
                rule = chosen(job["rules"], variables) if job["stage"] == stage else None
                if rule is None or not self.is_due(job, rule, codes):
                    continue
                for environment in job["parallel"]["matrix"][0]["ENVIRONMENT"]:
                    done = self.run_job(name, job, environment, variables, sha, repository, artifacts, is_protected)
                    pipeline.jobs.append(done)
                    codes.setdefault(name, []).append(done.code)
        self.pipelines.append(pipeline)
        return pipeline

    @staticmethod
    def is_due(job, rule, codes):
        """Whether what a job waits for went well; `when: always` does not ask."""
        needs = [need if isinstance(need, str) else need["job"] for need in job.get("needs", [])]
        optional = {need["job"] for need in job.get("needs", []) if isinstance(need, dict) and need.get("optional") == "true"}
        assert all(need in codes or need in optional for need in needs), f"needs {needs} of {list(codes)}"
        before = [code for name, all_codes in codes.items() if not needs or name in needs for code in all_codes]
        return rule.get("when") == "always" or all(code == 0 for code in before)

    def run_job(self, name, job, environment, variables, sha, repository, artifacts, is_protected):
        done = Job(name, environment)
        folder = os.path.join(self.jobs, f"{len(os.listdir(self.jobs))}-{name}-{environment}")
        work = os.path.join(folder, "work")
        os.makedirs(work)
        git(work, "init", "--quiet")
        git(work, "remote", "add", "origin", f"file://{repository}")
        git(work, "fetch", "--quiet", "--depth=1", "--no-tags", "origin", sha)
        git(work, "checkout", "--quiet", "--detach", "FETCH_HEAD")
        shutil.copytree(artifacts, work, dirs_exist_ok=True)
        values = {
            **variables, "ENVIRONMENT": environment, "CI_PROJECT_DIR": work, "CI_API_V4_URL": API, "CI": "true",
            "CI_REPOSITORY_URL": f"file://{repository}", "CI_PIPELINE_URL": "https://gitlab.example/pipelines/1",
            "PATH": f"{self.tools}:{os.path.join(os.path.dirname(self.tools), 'programs')}:{SYSTEM_PATH}"}
        # A store's secret belongs to an environment and to protected branches, and so does the runner beside it.
        if "environment" in job and is_protected:
            values["MANDATE_STORE"] = self.stores[environment]
        assert "tags" not in job or is_protected, f"{name} runs a merge request beside the store"
        script = os.path.join(folder, "script.sh")
        with open(script, "w", encoding="utf-8") as file:
            file.write("\n".join(["set -eo pipefail", *job["before_script"], *job["script"]]) + "\n")
        result = run(["bash", script], cwd=work, env=values, check=False)
        done.code, done.log = result.returncode, result.stdout
        for path in job.get("artifacts", {}).get("paths", []):
            path = path.replace("$ENVIRONMENT", environment)
            when = job["artifacts"].get("when", "on_success")
            if os.path.isdir(os.path.join(work, path)) and (when == "always" or done.code == 0):
                shutil.copytree(os.path.join(work, path), os.path.join(artifacts, path), dirs_exist_ok=True)
        shutil.rmtree(work)
        return done


def resolved(config, name):
    """A job with what it extends."""
    job = dict(config[name])
    base = dict(config[job["extends"]]) if "extends" in job else {}
    job = {**base, **job}
    assert set(job) <= JOB_KEYS, f"unknown keys of job {name}: {set(job) - JOB_KEYS}"
    return job


def chosen(rules, variables):
    """The first rule whose condition holds, or None."""
    for rule in rules:
        assert set(rule) <= {"if", "when"}, rule
        if holds(rule.get("if", "true"), variables):
            return rule
    return None


def holds(condition, variables):
    names = re.findall(r"\$(\w+)", condition)
    known = {name: variables.get(name, "") for name in names}
    text = re.sub(r"\$(\w+)", r"v.\1", condition).replace('"', "'")
    return truthy(evaluate(text, {"v": known}, {}))

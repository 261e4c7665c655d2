"""What the example files must look like, whatever they do when they run."""

import glob
import os
import re
import subprocess

import yaml

# What each job's token may do, and nothing more; the jobs in which a secret may stand.
PERMISSIONS = {
    ("mandate", "check"): {"contents": "read"},
    ("mandate", "plan"): {"contents": "read"},
    ("mandate", "code-scanning"): {"contents": "read", "security-events": "write"},
    ("mandate comment", "comment"): {"actions": "read", "pull-requests": "write"},
    ("mandate apply", "apply"): {"actions": "read", "contents": "read", "pull-requests": "read"},
    ("mandate apply", "publish"): {"actions": "read", "contents": "write"},
    ("mandate nightly", "look"): {"contents": "read"},
    ("mandate nightly", "report"): {"actions": "read", "issues": "write"},
    ("mandate nightly", "publish"): {"actions": "read", "contents": "write"},
}
MAY_KNOW_SECRETS = {("mandate apply", "apply"), ("mandate nightly", "look")}
EXPRESSION = re.compile(r"\$\{\{")


def texts(value):
    """Every text inside a document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    else:
        yield value


def workflows(examples):
    for path in sorted(glob.glob(os.path.join(examples, "ci/github/.github/workflows/*.yml"))):
        with open(path, encoding="utf-8") as file:
            yield path, yaml.load(file, yaml.BaseLoader)


def jobs(examples):
    for path, workflow in workflows(examples):
        for name, job in workflow["jobs"].items():
            yield (workflow["name"], name), workflow, job


def steps(examples):
    for key, _, job in jobs(examples):
        for step in job["steps"]:
            yield key, step
    with open(os.path.join(examples, "ci/github/.github/actions/mandate/action.yml"), encoding="utf-8") as file:
        for step in yaml.load(file, yaml.BaseLoader)["runs"]["steps"]:
            yield ("action", "mandate"), step


def expect(condition, *about):
    if not condition:
        raise AssertionError(" ".join(str(one) for one in about))


def least_permissions(examples):
    """Every job's token may do what it must and no more."""
    found = {}
    for key, workflow, job in jobs(examples):
        expect("permissions" in workflow, key, "its workflow leaves the token's rights to the repository's settings")
        found[key] = job.get("permissions", workflow["permissions"])
    expect(found == PERMISSIONS, found)


def no_text_in_scripts(examples):
    """Nothing that somebody else wrote becomes part of a script: expressions stand in `env` alone."""
    count = 0
    for key, step in steps(examples):
        expect(not EXPRESSION.search(step.get("run", "")), key, step.get("name"), "an expression in a script")
        count += "run" in step
    expect(count > 15, "the steps were not found")


def pinned_actions(examples):
    """Every action is pinned by a commit, with its version beside it; no checkout of what is not trusted keeps the token."""
    for path, _ in workflows(examples):
        with open(path, encoding="utf-8") as file:
            for line in file:
                used = re.match(r"\s*(?:- )?uses: (.*)", line)
                if used:
                    pinned = re.fullmatch(r"\./\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used[1])
                    expect(pinned, os.path.basename(path), used[1])
    for key, step in steps(examples):
        if "actions/checkout@" in step.get("uses", "") and PERMISSIONS[key].get("contents") != "write":
            expect(step["with"].get("persist-credentials") == "false", key, "a checkout keeps the token")


def secrets_in_their_jobs(examples):
    """Secrets of a store stand only in jobs of a protected environment, which run what the default branch says."""
    for key, workflow, job in jobs(examples):
        has_secret = any("secrets." in text for text in texts(job))
        expect(has_secret == (key in MAY_KNOW_SECRETS), key, "secrets:", has_secret)
        if has_secret:
            expect("environment" in job and "refs/heads/main" in job["if"], key, "no protected environment")
            expect(set(workflow["on"]) <= {"push", "workflow_dispatch", "schedule"}, key, workflow["on"])
        else:
            expect("self-hosted" not in job["runs-on"], key, "runs beside the store and need not")


def events(examples):
    """Untrusted events start only jobs that cannot write, and nothing runs for ever."""
    for path, workflow in workflows(examples):
        expect("pull_request_target" not in workflow["on"], path)
        for name, job in workflow["jobs"].items():
            expect(int(job["timeout-minutes"]) <= 30, path, name)
            if "workflow_run" in workflow["on"]:
                uses = [step.get("uses", "") for step in job["steps"]]
                expect(not any("checkout" in one or one.startswith("./") for one in uses), path, "checks out in a trusted run")
    on = {workflow["name"]: workflow for _, workflow in workflows(examples)}
    expect(on["mandate comment"]["on"]["workflow_run"]["workflows"] == ["mandate"], "the comment waits for another workflow")
    expect(on["mandate"]["concurrency"]["cancel-in-progress"] == "true")


def shell(examples):
    """Every script is one that bash can read."""
    scripts = [(str(key), step["run"]) for key, step in steps(examples) if "run" in step]
    with open(os.path.join(examples, "ci/gitlab/.gitlab-ci.yml"), encoding="utf-8") as file:
        config = yaml.load(file, yaml.BaseLoader)
    for name, job in config.items():
        if isinstance(job, dict) and ("script" in job or "before_script" in job):
            scripts.append((name, "\n".join(job.get("before_script", []) + job.get("script", []))))
    with open(os.path.join(examples, "ci/pre-commit/mandate-pre-commit"), encoding="utf-8") as file:
        scripts.append(("pre-commit", file.read()))
    for _, words in dockerfile(examples):
        if words[0] == "RUN":
            scripts.append(("Dockerfile", " ".join(words[1:])))
    expect(len(scripts) > 25, len(scripts))
    for name, script in scripts:
        result = subprocess.run(["bash", "-n"], input=script, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        expect(result.returncode == 0, name, result.stdout)


def gitlab(examples):
    """The store's secret and its runner are for the default branch, and the image is pinned."""
    with open(os.path.join(examples, "ci/gitlab/.gitlab-ci.yml"), encoding="utf-8") as file:
        config = yaml.load(file, yaml.BaseLoader)
    expect(re.search(r"@sha256:[0-9a-f]{64}$", config["default"]["image"]["name"]))
    beside = {name for name, job in config.items() if isinstance(job, dict) and "tags" in job}
    expect(beside == {"apply", "look"}, beside)
    for name in beside:
        for rule in config[name]["rules"]:
            expect(re.fullmatch(r'\$CI_PIPELINE_SOURCE == "(push|web|schedule)"', rule["if"]), name, rule)
        expect("environment" in config[name], name)
    for rule in config["workflow"]["rules"]:
        expect("merge_request_event" in rule["if"] or "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rule["if"], rule)
    expect("resource_group" in config["apply"] and "resource_group" in config["publish"])


def dockerfile(examples):
    """The instructions of the Dockerfile: their line, and their words."""
    with open(os.path.join(examples, "ci/docker/Dockerfile"), encoding="utf-8") as file:
        text = re.sub(r"^#.*\n", "", file.read(), flags=re.M).replace("\\\n", "")
    return [(line, line.split()) for line in text.split("\n") if line.strip()]


def docker(examples):
    """The image is made in two stages from files that exist, keeps no tool of the first, and runs as nobody in particular."""
    lines = dockerfile(examples)
    known = {"FROM", "RUN", "COPY", "WORKDIR", "USER", "ENTRYPOINT", "CMD"}
    expect({words[0] for _, words in lines} == known, "unknown instructions")
    stages = [words for _, words in lines if words[0] == "FROM"]
    expect([one[1] for one in stages] == ["swift:6.3-bookworm", "debian:bookworm-slim"], stages)
    root = os.path.dirname(os.path.abspath(examples))
    for _, words in lines:
        if words[0] == "COPY" and not words[1].startswith("--from"):
            expect(all(os.path.exists(os.path.join(root, name)) for name in words[1:-1]), words)
    with open(os.path.join(root, "Package.swift"), encoding="utf-8") as file:
        packages = set(re.findall(r'package: "([\w.-]+)"', file.read()))
    build = next(line for line, words in lines if words[0] == "RUN")
    expect(packages and all(package in build for package in packages), "a library to build with is missing", packages)
    last = [words for _, words in lines[[words[0] for _, words in lines].index("USER"):]]
    expect(last[0] == ["USER", "10001:10001"] and all(words[0] != "RUN" for words in last), last)
    expect(lines[-2][0] == 'ENTRYPOINT ["mandate"]', lines[-2])


RULES = [least_permissions, no_text_in_scripts, pinned_actions, secrets_in_their_jobs, events, shell, gitlab, docker]

"""Runs the scenarios of the example workflows, or plants faults in them that the scenarios must notice.

    workflows.py --mandate PROGRAM --examples FOLDER [--part N/OF] [--faults] [github|gitlab|hook|init|rules|SCENARIO]...
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
import traceback

import github_scenarios
import gitlab_scenarios
import hook_scenarios
import init_scenarios
import processes
import rules
from estate import GitHubEstate, GitLabEstate, keep_sandbox
from expressions import ExpressionError
from faults import FAULTS, RULE_FAULTS

PLACES = {
    "github": (GitHubEstate, github_scenarios.SCENARIOS),
    "gitlab": (GitLabEstate, gitlab_scenarios.SCENARIOS),
    "init": (init_scenarios.InitEstate, init_scenarios.SCENARIOS),
    "hook": (hook_scenarios.HookEstate, hook_scenarios.SCENARIOS),
}


def every():
    return {f"{place}.{scenario.__name__}": (estate, scenario)
            for place, (estate, scenarios) in PLACES.items() for scenario in scenarios}


class Bench:
    """A folder in which one scenario after the other finds the same world."""

    def __init__(self, options):
        # In memory where there is such a place: dozens of small repositories and stores, all of them synced to disk else.
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = os.path.realpath(tempfile.mkdtemp(prefix="mandate-workflow-", dir=memory))
        self.options, self.prepared = options, {}
        processes.make_home(os.path.join(self.folder, "home"))

    def world(self, kind):
        """A fresh copy of what a kind of estate is at the beginning."""
        place, template = os.path.join(self.folder, "world"), os.path.join(self.folder, kind.__name__)
        arguments = (place, self.options.mandate, sys.executable, self.options.examples)
        shutil.rmtree(place, ignore_errors=True)
        if not os.path.isdir(template):
            kind(*arguments).prepare()
            shutil.copytree(place, template, symlinks=True)
        else:
            shutil.copytree(template, place, symlinks=True)
        return kind(*arguments)

    def run(self, name, change=None):
        kind, scenario = every()[name]
        estate = self.world(kind)
        changes = [keep_sandbox] if getattr(scenario, "is_small", False) else []
        if changes or change:
            estate.change_workflows(changes + ([change] if change else []))
        scenario(estate)

    def end(self):
        if self.options.keep:
            print("kept", self.folder)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)


def hold(bench, name):
    """Runs one scenario; what went wrong, or None."""
    try:
        bench.run(name)
    except Exception:  # whatever it was, the others still run
        return traceback.format_exc()
    return None


def obey(rule, examples):
    """Holds the example files against a rule; what is wrong, or None."""
    try:
        rule(examples)
    except AssertionError as error:
        return f"{rule.__doc__}\n{error}"
    return None


def notice_in_files(bench, fault, options):
    """Plants one fault in a copy of the example files; what is wrong when their rule does not notice, or None."""
    root, here = os.path.join(bench.folder, "root"), os.path.dirname(os.path.abspath(options.examples))
    shutil.rmtree(root, ignore_errors=True)
    os.makedirs(root)
    for name in ("Package.swift", "Benchmarks", "Sources", "Tests"):
        os.symlink(os.path.join(here, name), os.path.join(root, name))
    shutil.copytree(os.path.join(options.examples, "ci"), os.path.join(root, "examples", "ci"))
    fault.plant(os.path.join(root, "examples"))
    rule = next(rule for rule in rules.RULES if rule.__name__ == fault.scenario)
    return None if obey(rule, os.path.join(root, "examples")) else "nobody noticed"


def notice(bench, fault):
    """Plants one fault; what is wrong when nobody notices, or None."""
    try:
        bench.run(fault.scenario, fault.plant)
    except AssertionError as error:
        return None if "nowhere to plant" not in str(error) else str(error)
    except (ExpressionError, processes.Failed):
        return None
    except Exception:
        return traceback.format_exc()
    return "nobody noticed"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mandate", required=True)
    parser.add_argument("--examples", required=True)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--part", default="1/1")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    wanted = [name for name in every() if not options.names or name in options.names or name.split(".")[0] in options.names]
    tasks = [(name, lambda bench, name=name: hold(bench, name)) for name in wanted]
    if not options.names or "rules" in options.names:
        tasks += [(f"rules.{rule.__name__}", lambda bench, rule=rule: obey(rule, options.examples)) for rule in rules.RULES]
    if options.faults:
        tasks = [(f"{fault.scenario}: {fault.name}", lambda bench, fault=fault: notice(bench, fault))
                 for fault in FAULTS if fault.scenario in wanted]
        if not options.names or "rules" in options.names:
            tasks += [(f"rules.{fault.scenario}: {fault.name}", lambda bench, fault=fault: notice_in_files(bench, fault, options))
                      for fault in RULE_FAULTS]
    part, of = (int(number) for number in options.part.split("/"))
    tasks = tasks[part - 1::of]
    failed, bench = 0, Bench(options)
    for name, task in tasks:
        begun = time.monotonic()
        problem = task(bench)
        failed += problem is not None
        print(f"ok      {name} ({time.monotonic() - begun:.1f} s)" if problem is None else f"FAILED  {name}\n{problem}", flush=True)
    bench.end()
    print(f"{len(tasks)} run, {failed} failed")
    return 1 if failed or not tasks else 0


if __name__ == "__main__":
    sys.exit(main())

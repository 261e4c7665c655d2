"""Runs the scenarios of the example workflows, or plants faults in them that the scenarios must notice.

    workflows.py --mandate PROGRAM --examples FOLDER [--faults] [github|gitlab|SCENARIO]...
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
import processes
from estate import GitHubEstate, GitLabEstate
from expressions import ExpressionError
from faults import FAULTS

PLACES = {
    "github": (GitHubEstate, github_scenarios.SCENARIOS),
    "gitlab": (GitLabEstate, gitlab_scenarios.SCENARIOS),
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
        if change:
            estate.change_workflows(change)
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
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    wanted = [name for name in every() if not options.names or name in options.names or name.split(".")[0] in options.names]
    tasks = [(name, lambda bench, name=name: hold(bench, name)) for name in wanted]
    if options.faults:
        tasks = [(f"{fault.scenario}: {fault.name}", lambda bench, fault=fault: notice(bench, fault))
                 for fault in FAULTS if fault.scenario in wanted]
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

"""Runs the scenarios of the example workflows.

    workflows.py --mandate PROGRAM --examples FOLDER [--list | SCENARIO...]
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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mandate", required=True)
    parser.add_argument("--examples", required=True)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("scenarios", nargs="*")
    options = parser.parse_args()
    failed, bench = 0, Bench(options)
    for name in options.scenarios or every():
        begun = time.monotonic()
        try:
            bench.run(name)
            print(f"ok      {name} ({time.monotonic() - begun:.1f} s)", flush=True)
        except Exception:  # whatever went wrong, the others still run
            failed += 1
            print(f"FAILED  {name}\n{traceback.format_exc()}", flush=True)
    bench.end()
    print(f"{len(options.scenarios or every())} scenarios, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

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
import processes
from estate import GitHubEstate

PLACES = {"github": (GitHubEstate, github_scenarios.SCENARIOS)}


def every():
    return {f"{place}.{scenario.__name__}": (estate, scenario)
            for place, (estate, scenarios) in PLACES.items() for scenario in scenarios}


def run_one(name, options, change=lambda folder: None):
    """Runs one scenario in a folder of its own."""
    # In memory where there is such a place: dozens of small repositories and stores, all of them synced to disk else.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = os.path.realpath(tempfile.mkdtemp(prefix="mandate-workflow-", dir=memory))
    kind, scenario = every()[name]
    try:
        processes.make_home(os.path.join(folder, "home"))
        os.makedirs(os.path.join(folder, "clones"))
        scenario(kind(folder, options.mandate, sys.executable, options.examples, change))
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            print("kept", folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mandate", required=True)
    parser.add_argument("--examples", required=True)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("scenarios", nargs="*")
    options = parser.parse_args()
    failed = 0
    for name in options.scenarios or every():
        begun = time.monotonic()
        try:
            run_one(name, options)
            print(f"ok      {name} ({time.monotonic() - begun:.1f} s)", flush=True)
        except Exception:  # whatever went wrong, the others still run
            failed += 1
            print(f"FAILED  {name}\n{traceback.format_exc()}", flush=True)
    print(f"{len(options.scenarios or every())} scenarios, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

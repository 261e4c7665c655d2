"""What must hold of examples/ci/pre-commit, in real commits."""

import os
import shutil

import yaml

from estate import Estate, write
from github_scenarios import expect
from processes import SYSTEM_PATH, git, run


class HookEstate(Estate):
    """The estate as a repository with the hook installed."""

    def prepare(self):
        work = self.path("work")
        self.write_tree(work)
        shutil.copy(os.path.join(self.examples, "ci", "pre-commit", "mandate-pre-commit"), os.path.join(work, ".git", "hooks", "pre-commit"))

    def edit(self, path, old, new):
        full = self.path("work", path)
        with open(full, encoding="utf-8") as file:
            text = file.read()
        assert old in text
        write(full, text.replace(old, new, 1))

    def commit(self, *paths):
        """A real `git commit` of some files; its end and what it said."""
        git(self.path("work"), "add", *(paths or ["--all"]))
        return run(["git", "commit", "--quiet", "--message", "Work"], cwd=self.path("work"), check=False,
                   env={"PATH": self.programs + ":" + SYSTEM_PATH})


def commits(estate):
    """A good commit passes; a wrong manifest and one not laid out are refused, and so is what is staged, not what lies there."""
    work = estate.path("work")
    good = estate.commit()
    expect(good.returncode == 0 and git(work, "log", "--oneline"), good.stdout)

    estate.edit("sandbox/harbour.yaml", "accountScope: listed", "accountScope: lsited")
    wrong = estate.commit()
    expect(wrong.returncode == 1 and "sandbox: refused" in wrong.stdout and "harbour.yaml:" in wrong.stdout, wrong.stdout)
    expect("prod" not in wrong.stdout, wrong.stdout)
    # Put right in the working tree alone: what is staged is still wrong.
    estate.edit("sandbox/harbour.yaml", "accountScope: lsited", "accountScope: listed")
    write(estate.path("work", "notes.txt"), "something else\n")
    still = estate.commit("notes.txt")
    expect(still.returncode == 1, still.stdout)
    # And the other way around: what is staged is right, what lies there is wrong.
    git(work, "add", "--all")
    estate.edit("prod/pier.yaml", "accountScope: listed", "accountScope: lsited")
    right = estate.commit("notes.txt")
    expect(right.returncode == 0, right.stdout)
    git(work, "checkout", "--quiet", "prod")

    estate.edit("prod/pier.yaml", "apiVersion: mandate/v1\nkind: Account", "kind: Account\napiVersion: mandate/v1")
    layout = estate.commit()
    expect(layout.returncode == 1 and "prod: refused" in layout.stdout and "pier.yaml" in layout.stdout, layout.stdout)
    git(work, "reset", "--quiet", "--hard")
    expect(not git(work, "status", "--short"), "the hook left something behind")


def framework(estate):
    """The hook that pre-commit.com is told of exists and can be run."""
    root = os.path.dirname(os.path.abspath(estate.examples))
    with open(os.path.join(root, ".pre-commit-hooks.yaml"), encoding="utf-8") as file:
        (hook,) = yaml.safe_load(file)
    expect(hook["language"] == "script" and not hook["pass_filenames"], hook)
    expect(os.access(os.path.join(root, hook["entry"]), os.X_OK), hook)


SCENARIOS = [commits, framework]

"""Makes the pages that the browser looks at: real projects, planned and written by the program."""

import os
import shutil
import subprocess

HOSTILE = "<script>document.title='owned'</script> \"' onfocus=x &lt; </td></title><!-- ]]>"
REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Project:
    """A copy of an example with a store of its own."""

    def __init__(self, program, folder, actor):
        self.program, self.folder = program, folder
        names = ("PATH", "HOME", "LANG")
        self.environment = {name: os.environ[name] for name in names if name in os.environ}
        self.environment["MANDATE_ACTOR"] = actor

    def run(self, *words):
        result = subprocess.run(
            [self.program, *words], cwd=self.folder, env=self.environment, capture_output=True, text=True)
        if result.returncode != 0:
            raise SystemExit(f"mandate {' '.join(words)}: {result.returncode}\n{result.stdout}{result.stderr}")
        return result.stdout

    def edit(self, path, old, new):
        path = os.path.join(self.folder, path)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if old not in text:
            raise SystemExit(f"{path} has no {old!r}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))

    def write(self, path, text):
        path = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def broker(program, folder):
    """The broker's example, live, with a key; a desk then changes both ways and a user gets a name."""
    shutil.copytree(os.path.join(REPOSITORY, "examples", "broker-access"), os.path.join(folder, "broker"))
    subprocess.run(["git", "init", "-q", os.path.join(folder, "broker")], check=True)
    project = Project(program, os.path.join(folder, "broker", "sandbox"), "staff:ida-lee")
    project.run("apply", "--auto-approve")
    application = "TradingApplication/meridian-securities/floor-trading"
    project.run("app", "submit", application, "--as", "admin:meridian-securities/astrid-holm")
    project.run("review", "start", application, "--as", "staff:grace-ho")
    project.run("review", "approve", application, "--as", "staff:grace-ho")
    trader, me = "TraderAuthorization/meridian-securities/anita-kwok", "trader:meridian-securities/anita-kwok"
    project.run("agreement", "accept", "api-agreement@1", "disclaimer@1", "--as", me)
    project.run("key", "register", trader, "--name", "desk", "--as", me)
    project.run("key", "generate", trader, "--name", "desk", "--secret-file", "../desk.key", "--as", me)
    project.run(
        "suspend", "TraderAuthorization/meridian-securities/arne-choi", "--incident", "INC-7",
        "--reason", HOSTILE)
    return project


def change_desk(project):
    desks = "institutions/meridian-securities/desks.yaml"
    with open(os.path.join(project.folder, desks), encoding="utf-8") as file:
        text = file.read()
    start = text.index("  cash-hk:")
    desk = text[start:].replace("dc-primary, floor-11", "floor-11", 1)
    desk = desk.replace("market.screener.*", "market.option.*, market.screener.*", 1)
    with open(os.path.join(project.folder, desks), "w", encoding="utf-8") as file:
        file.write(text[:start] + desk)
    # A second institution, so that there is something to choose, and text that means harm.
    project.edit(
        "institutions/lantern-wealth/institution.yaml", "legalName: Lantern Wealth Limited",
        f"legalName: {quoted(HOSTILE)}")


def secret(project):
    with open(os.path.join(project.folder, "..", "desk.key"), encoding="utf-8") as file:
        words = dict(line.split(None, 1) for line in file if " " in line)
    return words["app-secret"].strip()


def make(program, folder):
    """Gives the paths of the pages by name."""
    project = broker(program, folder)
    change_desk(project)
    plan = os.path.join(folder, "plan.html")
    # Exit 1 is a refusal, with the page written all the same; nothing is refused here.
    project.run("plan", "--write", f"html:{plan}")
    project.run("apply", "--auto-approve")
    site = os.path.join(folder, "site")
    project.run("pages", "--out", site)
    return {"plan": plan, "site": site, "secret": secret(project)}

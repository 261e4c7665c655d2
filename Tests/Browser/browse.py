"""Opens the plan page and the register's pages in a headless browser (`make test-browser`).

Every check is first seen to fail on a page into which its fault was planted.
"""

import json
import os
import re
import shutil
import sys
import tempfile
import time
import urllib.parse

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

import keyboard_checks as keyboard
import page_checks as page
import samples


def start():
    browser, door = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not door:
        raise SystemExit("browse: there is no chromium; run scripts/bootstrap browser")
    options = Options()
    options.binary_location = browser
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,900"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(door))
    driver.execute_cdp_cmd("Network.enable", {})
    page.set_width(driver, 1200)
    return driver


def logs(driver):
    performance = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return {"browser": driver.get_log("browser"), "performance": performance}


def open_page(driver, path):
    logs(driver)
    driver.get("file://" + urllib.parse.quote(path))
    return logs(driver)


def everywhere(driver, path):
    """The checks of every page, by name."""
    found = open_page(driver, path)
    return {
        "silence": page.silence(driver, found),
        "structure": page.structure(driver),
        "contrast": page.contrast(driver),
        "phone": page.phone(driver),
        "skip link": keyboard.skip_link(driver),
    }


def plan_checks(driver, path):
    results = everywhere(driver, path)
    results["filter by text"] = keyboard.filter_text(driver, "cash-hk")
    results["filter by direction"] = keyboard.filter_choice(
        driver, "direction", "gains", lambda row: "gains" in row[2].split())
    results["filter by institution"] = keyboard.filter_choice(
        driver, "institution", "lantern", lambda row: row[1] == "lantern-wealth")
    results["without script"] = keyboard.without_script(driver, driver.current_url)
    results["harmful text"] = harmful(driver, path)
    return results


def harmful(driver, path):
    """Text that means harm stands on the page as text, character by character."""
    open_page(driver, path)
    text = driver.execute_script("return document.body.textContent")
    complaints = [] if samples.HOSTILE in text else ["the harmful text is not shown as it is"]
    if driver.title == "owned" or "owned" == driver.execute_script("return document.title"):
        complaints.append("the harmful text ran")
    return complaints


def site_checks(driver, site):
    """Every page of the site, and that every link of it leads to one of its files."""
    results = {}
    files = sorted(
        os.path.join(folder, name) for folder, _, names in os.walk(site) for name in names if name.endswith(".html"))
    for path in files:
        name = os.path.relpath(path, site)
        for check, complaints in everywhere(driver, path).items():
            results[f"{name}: {check}"] = complaints
        links = driver.execute_script("return Array.from(document.links).map((a) => a.href)")
        results[f"{name}: links"] = [
            f"leads nowhere: {link}" for link in links
            if not os.path.isfile(urllib.parse.unquote(urllib.parse.urlparse(link).path))
            or not urllib.parse.unquote(urllib.parse.urlparse(link).path).startswith(site)]
    index = os.path.join(site, "index.html")
    open_page(driver, index)
    results["index: reaches every page"] = sorted(
        set(files) - {index}
        - set(urllib.parse.unquote(urllib.parse.urlparse(link).path)
              for link in driver.execute_script("return Array.from(document.links).map((a) => a.href)")))
    results["index: filter by text"] = keyboard.filter_text(driver, "meridian")
    results["harmful text"] = harmful(driver, index)
    return results


def secrets(made):
    """No page holds a secret or the hash of one."""
    complaints = []
    for folder, _, names in os.walk(made["site"]):
        for name in names:
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text = file.read()
            if made["secret"] in text or re.search(r"sha256:[0-9a-f]{64}", text):
                complaints.append(f"{name} holds a secret or a hash")
    return complaints


# Each fault: the check that must complain, and what the page says in its place.
FAULTS = [
    ("silence", "<footer>", "<footer><script>1</script>"),
    ("silence", "</footer>", "<img src='far.png' alt=''></footer>"),
    ("structure", ' lang="en"', ""),
    ("structure", "<h2", "<h4"),
    ("structure", ' scope="row"', ""),
    ("structure", "<caption>", "<caption hidden><!--"),
    ("structure", ' for="filter-text"', ""),
    ("structure", ' id="access-title"', ""),
    ("structure", ' aria-live="polite"', ""),
    ("structure", '<desc id="picture-description">', "<desc>"),
    ("structure", 'href="#changes"', 'href="#nowhere"'),
    ("contrast", "--soft:#52606d", "--soft:#9aa5b0"),
    ("contrast", "--gain:#8cc6ff", "--gain:#22303c"),
    ("contrast", "prefers-color-scheme:dark", "prefers-color-scheme:dusk"),
    ("phone", ".cards{grid-template-columns:1fr 1fr", ".cards{grid-template-columns:40rem 40rem"),
    ("phone", "@media (max-width:44rem)", "@media (max-width:4rem)"),
    ("skip link", 'class="skip"', 'class="skip" tabindex="-1"'),
    ("skip link", 'tabindex="-1"', ""),
    ("skip link", "outline:3px solid", "outline:0 none"),
    ("filter by text", "entry.text.includes(words)", "true"),
    ("filter by direction", "entry.ways.includes(one)", "true"),
    ("filter by institution", "!place || entry.place === place", "true"),
    ("filter by direction", "shown += entry.count", "shown += 1"),
    ("filter by text", 'addEventListener("reset"', 'addEventListener("rest"'),
    ("without script", ' hidden>', ">"),
    ("harmful text", "&lt;script&gt;", "<script>"),
]


def planted(driver, path, check, old, new):
    """Whether `check` complains of the page with a fault in it."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if old not in text:
        return [f"the page has no {old!r} to plant a fault in"]
    text = text.replace(old, new)
    if "<script>\n" in text:
        # The page's own policy would refuse what was changed; here the policy follows the change.
        text = rehashed(text) if check != "silence" else text
    fault = os.path.join(os.path.dirname(path), "fault.html")
    with open(fault, "w", encoding="utf-8") as file:
        file.write(text)
    try:
        found = plan_checks(driver, fault)[check]
    except AssertionError as problem:
        found = [str(problem)]
    return [] if found else [f"does not see {new!r} in place of {old!r}"]


def rehashed(text):
    import base64
    import hashlib

    for element in ("style", "script"):
        body = re.search(f"<{element}>(\n.*?)</{element}>", text, re.S)
        digest = base64.b64encode(hashlib.sha256(body.group(1).encode()).digest()).decode()
        text = re.sub(f"{element}-src &#39;[^;]*&#39;", f"{element}-src &#39;sha256-{digest}&#39;", text)
    return text


def report(results, what):
    bad = {name: complaints for name, complaints in results.items() if complaints}
    for name, complaints in bad.items():
        for complaint in complaints[:5]:
            print(f"browse: {what}: {name}: {complaint}")
    print(f"browse: {what}: {len(results) - len(bad)} of {len(results)} checks hold")
    return not bad


def main():
    program = os.path.abspath(sys.argv[1])
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        made = samples.make(program, folder)
        driver = start()
        try:
            faults = {}
            for number, (check, old, new) in enumerate(FAULTS, 1):
                faults[f"{number}, {check}"] = planted(driver, made["plan"], check, old, new)
            good = [
                report(faults, "planted faults"),
                report(plan_checks(driver, made["plan"]), "the plan"),
                report(site_checks(driver, made["site"]) | {"secrets": secrets(made)}, "the register"),
            ]
        finally:
            driver.quit()
    print(f"browse: {time.monotonic() - began:.0f} s")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())

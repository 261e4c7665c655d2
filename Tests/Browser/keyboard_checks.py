"""What a page must let people do without a mouse."""

import time

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

SHOWN = """
return Array.from(document.querySelectorAll('[data-n]')).map((row) => [
  row.closest('[data-noun]').dataset.noun, row.dataset.i, row.dataset.d || '', Number(row.dataset.n),
  row.textContent.toLowerCase(), row.offsetParent !== null]);
"""


def press(driver, *keys):
    ActionChains(driver).send_keys(*keys).perform()


def focused(driver):
    return driver.switch_to.active_element


def tab_to(driver, name, most=80):
    for _ in range(most):
        press(driver, Keys.TAB)
        if focused(driver).get_attribute("id") == name:
            return
    raise AssertionError(f"Tab does not come to {name}")


def skip_link(driver):
    driver.execute_script("document.activeElement.blur(); window.scrollTo(0, 0)")
    press(driver, Keys.TAB)
    link = focused(driver)
    if link.get_attribute("class") != "skip":
        return ["the first stop of Tab is not the skip link"]
    complaints = []
    if link.rect["x"] < 0:
        complaints.append("the skip link does not show when it has the focus")
    if link.value_of_css_property("outline-style") == "none":
        complaints.append("the focus does not show")
    press(driver, Keys.ENTER)
    if focused(driver).get_attribute("id") != "main":
        complaints.append("the skip link does not lead to the content")
    return complaints


def expected(rows, wanted):
    """What the line that tells the counts must say, from the rows themselves."""
    nouns = list(dict.fromkeys(row[0] for row in rows))
    counts = []
    for noun in nouns:
        own = [row for row in rows if row[0] == noun]
        shown = sum(row[3] for row in own if wanted(row))
        counts.append(f"{shown:,} of {sum(row[3] for row in own):,} {noun}")
    return "Shown: " + ", ".join(counts) + "."


def state(driver, what, wanted):
    rows = driver.execute_script(SHOWN)
    complaints = []
    wrong = [row for row in rows if row[5] != wanted(row)]
    if wrong:
        complaints.append(f"{what}: {len(wrong)} rows are shown that should not be, or the other way")
    if rows and all(wanted(row) for row in rows):
        complaints.append(f"{what}: nothing is filtered, so nothing is tested")
    line = driver.find_element(By.CSS_SELECTOR, "form output").text
    if line != expected(rows, wanted):
        complaints.append(f"{what}: says `{line}` and not `{expected(rows, wanted)}`")
    return complaints


def filter_text(driver, word):
    """A word typed into the filter leaves the rows that hold it."""
    tab_to(driver, "filter-text")
    press(driver, word)
    complaints = state(driver, f"text {word}", lambda row: word.lower() in row[4])
    return complaints + reset(driver)


def filter_choice(driver, field, key, wanted):
    """A choice made with the keys of a list leaves the rows that fit."""
    tab_to(driver, f"filter-{field}")
    press(driver, key)
    complaints = state(driver, f"{field} {key}", wanted)
    return complaints + reset(driver)


def reset(driver):
    while focused(driver).tag_name != "button":
        press(driver, Keys.TAB)
    press(driver, Keys.ENTER)
    # A form is empty only after its event of being reset, so the rows follow a moment later.
    end = time.monotonic() + 2
    while not all(row[5] for row in driver.execute_script(SHOWN)):
        if time.monotonic() > end:
            return ["Show all does not show all"]
        time.sleep(0.02)
    driver.execute_script("document.activeElement.blur(); window.scrollTo(0, 0)")
    return []


def without_script(driver, url):
    """Without the script all rows show, and no form that would do nothing."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        # From elsewhere, for a page is not read again to come to a place of it.
        driver.get("about:blank")
        driver.get(url)
        complaints = []
        if driver.find_element(By.ID, "filter").is_displayed():
            complaints.append("the form shows without its script")
        rows = driver.find_elements(By.CSS_SELECTOR, "tbody tr")
        if not rows or not all(row.is_displayed() for row in rows[:50]):
            complaints.append("rows do not show without the script")
        return complaints
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

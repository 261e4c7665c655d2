"""What every page must be, asked of a real browser; each check gives a list of complaints."""

STRUCTURE = """
const found = [];
const say = (text) => found.push(text);
const all = (selector, of) => Array.from((of || document).querySelectorAll(selector));
if (document.documentElement.lang !== 'en') say('no language');
if (!document.title) say('no title');
if (all('h1').length !== 1) say(all('h1').length + ' headings of level 1');
let level = 0;
for (const heading of all('h1, h2, h3, h4, h5, h6')) {
  const own = Number(heading.tagName[1]);
  if (own > level + 1) say('heading ' + heading.textContent + ' jumps from ' + level + ' to ' + own);
  level = own;
}
for (const landmark of ['header', 'nav', 'main', 'footer'])
  if (all('body > ' + landmark).length !== 1) say('not one ' + landmark);
const ids = all('[id]').map((element) => element.id);
for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) say('twice: ' + id);
for (const link of all('a[href^="#"]'))
  if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) say('leads nowhere: ' + link.hash);
for (const section of all('section')) {
  const title = document.getElementById(section.getAttribute('aria-labelledby'));
  if (!title || !/^H[2-6]$/.test(title.tagName)) say('a section without a name: ' + section.id);
}
for (const table of all('table')) {
  const name = table.caption && table.caption.textContent;
  if (!name) say('a table without a caption');
  const heads = all('thead th', table);
  if (!heads.length || !heads.every((head) => head.scope === 'col')) say('columns without scope: ' + name);
  for (const row of all('tbody tr', table)) {
    if (row.children.length !== heads.length) say(row.children.length + ' cells of ' + heads.length + ': ' + name);
    if (row.children[0].tagName !== 'TH' || row.children[0].scope !== 'row') say('a row without a head: ' + name);
  }
}
for (const field of all('input, select'))
  if (!field.labels.length) say('a field without a label: ' + field.name);
for (const image of all('svg')) {
  const words = (image.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id));
  if (image.getAttribute('role') !== 'img' || words.length < 2 || words.some((word) => !word || !word.textContent))
    say('a picture without words');
}
if (all('form').length && !all('form output[aria-live]').length) say('nothing tells what is shown');
for (const element of all('*')) for (const attribute of element.getAttributeNames())
  if (attribute.startsWith('on') || attribute === 'style') say('an attribute that runs: ' + attribute);
for (const element of all('script, style, link, img, iframe, object, embed'))
  if (!['SCRIPT', 'STYLE'].includes(element.tagName) || element.src) say('loads: ' + element.tagName);
if (all('script').length > 1 || all('style').length > 1) say('more than our own script and style');
if (!all('meta[http-equiv="Content-Security-Policy"]').length) say('no policy');
return found;
"""

CONTRAST = """
const parse = (colour) => {
  const parts = colour.match(/[\\d.]+/g).map(Number);
  return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
};
const light = (rgb) => {
  const [r, g, b] = rgb.map((value) => value / 255)
    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const behind = (element) => {
  if (element.closest('svg') && element.tagName === 'text')
    return parse(getComputedStyle(document.querySelector('svg .box')).fill).rgb;
  for (let place = element; place; place = place.parentElement) {
    const colour = parse(getComputedStyle(place).backgroundColor);
    if (colour.alpha > 0) return colour.rgb;
  }
  return [255, 255, 255];
};
const bad = new Set();
let count = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || ['SCRIPT', 'STYLE', 'OPTION'].includes(element.tagName)) continue;
  if (element.closest('[hidden]') || ['title', 'desc'].includes(element.tagName)) continue;
  const style = getComputedStyle(element);
  const colour = parse(element.tagName === 'text' ? style.fill : style.color);
  const found = ratio(colour.rgb, behind(element));
  count += 1;
  if (colour.alpha < 1 || found < 4.5)
    bad.add(element.tagName + '.' + element.getAttribute('class') + ': ' + found.toFixed(2));
}
return [count, Array.from(bad)];
"""

OVERFLOW = """
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
if (wide <= 0) return [];
return ['the page is ' + wide + ' wider than the window'];
"""


def set_theme(driver, theme):
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": theme}]})


def set_width(driver, width):
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600})


def structure(driver):
    return driver.execute_script(STRUCTURE)


def contrast(driver):
    complaints, grounds = [], set()
    for theme in ("light", "dark"):
        set_theme(driver, theme)
        count, bad = driver.execute_script(CONTRAST)
        if count < 20:
            complaints.append(f"{theme}: only {count} texts were looked at")
        complaints += [f"{theme}: {text}" for text in bad]
        grounds.add(driver.execute_script("return getComputedStyle(document.body).backgroundColor"))
    set_theme(driver, "light")
    if len(grounds) != 2:
        complaints.append("light and dark look the same")
    return complaints


def phone(driver):
    set_width(driver, 360)
    try:
        return driver.execute_script(OVERFLOW)
    finally:
        set_width(driver, 1200)


def silence(driver, logs):
    """No request but the page itself, and nothing on the console, such as a violated policy."""
    complaints = [entry["message"] for entry in logs["browser"]]
    for message in logs["performance"]:
        if message["method"] != "Network.requestWillBeSent":
            continue
        request = message["params"]["request"]["url"]
        if request.split("#")[0] != driver.current_url.split("#")[0]:
            complaints.append(f"asks for {request}")
    return complaints

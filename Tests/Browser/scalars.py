"""Opens pages that hold every Unicode scalar in a headless browser; what it shows must be what was put in.

  scalars.py --driver PATH [--every N]
"""
import argparse
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Oracles"))

import browse  # noqa: E402
import output_readers as readers  # noqa: E402
import output_safety as safety  # noqa: E402
from output_driver import Renderer  # noqa: E402

READ = """return [document.querySelectorAll('body > p').length === document.body.children.length,
  [...document.querySelectorAll('p')].map(p => [p.title, p.getAttribute('href'), p.textContent, p.children.length])]"""
HEAD, TAIL = b'<!doctype html><html><head><meta charset="utf-8"></head><body>', b"</body></html>"
BATCH = 16_384


def faults_of(driver, folder, document, wanted):
    path = pathlib.Path(folder, "page.html")
    path.write_bytes(HEAD + document + TAIL)
    found = browse.open_page(driver, str(path))
    are_alone, paragraphs = driver.execute_script(READ)
    faults = [] if are_alone else ["the page holds something beside its paragraphs"]
    faults += [f"the console says {entry['message']}" for entry in found["browser"]]
    if any(children for *_, children in paragraphs):
        faults.append("a paragraph holds an element")
    return faults + readers.paragraph_faults([one[:3] for one in paragraphs], wanted)


def joined_batches(every):
    pending = []
    for first, last in safety.joined(safety.scalars(every)):
        pending.append((first, last))
        if sum(end - start for start, end in pending) >= BATCH:
            yield pending
            pending = []
    if pending:
        yield pending


def sweep(driver, renderer, folder, every):
    count, faults = 0, []
    for context in safety.CONTEXTS:
        for ranges in joined_batches(every):
            document = b"".join(renderer.render("html", context, *one) for one in ranges)
            wanted = [text for one in ranges for text in safety.texts(context, *one)]
            faults += [f"{context} U+{ranges[0][0]:04X}..: {one}" for one in faults_of(driver, folder, document, wanted)]
            count += len(wanted)
    return count, faults


def misses(driver, renderer, folder):
    """Which of the planted faults the browser does not find."""
    wanted = safety.texts("hostile", 0x61, 0x71)
    document = renderer.render("html", "hostile", 0x61, 0x71)
    plants = {
        "an element": b"<a".join(document.rsplit(b"&lt;a", 1)), "an attribute's end": document.replace(b"&quot;", b'"', 1),
        "a script": document.replace(b"&lt;/script&gt;", b"<script>document.title = 1</script>", 1),
        "a lost letter": document.replace(b"team", b"tam", 1),
    }
    return [name for name, broken in plants.items() if not faults_of(driver, folder, broken, wanted)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--driver", required=True)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    driver = browse.start()
    try:
        with Renderer(given.driver) as renderer, tempfile.TemporaryDirectory() as folder:
            if missed := misses(driver, renderer, folder):
                print("not found:", ", ".join(missed))
                return 1
            count, faults = sweep(driver, renderer, folder, given.every)
    finally:
        driver.quit()
    print("\n".join(faults[:20]))
    print(f"{count} texts in a browser, {len(faults)} faults")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main())

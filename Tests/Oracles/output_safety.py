"""Takes apart what the program writes, with readers that share nothing with it, for every Unicode scalar.

The driver puts texts that hold one scalar each into a document of every format. The readers are pyte (a terminal),
markdown-it-py (CommonMark with tables), json, csv and html.parser of Python, and the rules of GitHub's workflow commands.
Of each text they must find exactly what was put in, and the bytes may hold nothing that moves a cursor, hides or reorders.

  output_safety.py --driver PATH [--every N] [--format F]...     each Nth scalar of the planes, and all that mean something
  output_safety.py --driver PATH --self-test                     planted faults, each of which must be found
"""
import argparse
import concurrent.futures
import sys

import output_readers as readers
from output_driver import Renderer

CONTEXTS = {
    "first": ("", "y"),
    "middle": ("x", "y"),
    "last": ("x", ""),
    "hostile": ("`|\\<a href='x'>&amp;\",%0A[l](u)*\x1b[", "]</script>-->`@team #1 ::error::'\"\\"),
}
BATCH = 2048
SHOWN_MAX = 20


# Where the scalars lie that mean something to somebody: ASCII and Latin, marks, punctuation and spaces, forms, tags.
TELLING = (range(0x370), range(0x2000, 0x2070), range(0x2A70, 0x2A80), range(0xFB20, 0xFB30), range(0xFDD0, 0xFE70),
           range(0xFEF0, 0x10000), range(0xE0000, 0xE0080))


def scalars(every):
    """Ranges of scalars: all that are telling, and of the others one in `every`."""
    chosen = [value for value in range(0x110000)
              if not 0xD800 <= value < 0xE000 and (value % every == 0 or any(value in some for some in TELLING))]
    start = 0
    while start < len(chosen):
        end = start + 1
        while end < len(chosen) and chosen[end] == chosen[end - 1] + 1 and end - start < BATCH:
            end += 1
        yield chosen[start], chosen[end - 1] + 1
        start = end


def joined(ranges):
    """Fewer, longer questions: neighbours that are a few scalars apart are asked for together."""
    pending = None
    for first, last in ranges:
        if pending and first - pending[1] < 4 and last - pending[0] <= BATCH:
            pending = (pending[0], last)
            continue
        if pending:
            yield pending
        pending = (first, last)
    if pending:
        yield pending


def texts(context, first, last):
    before, behind = CONTEXTS[context]
    return [before + chr(value) + behind for value in range(first, last) if not 0xD800 <= value < 0xE000]


def faults_of(renderer, form, context, first, last):
    wanted = texts(context, first, last)
    document = renderer.render(form, context, first, last)
    return [f"{form} {context} U+{first:04X}..U+{last - 1:04X}: {fault}"
            for fault in readers.faults_in(form, document, wanted)]


def sweep(driver, forms, ranges):
    """The number of renders, and the faults that were found."""
    count, faults = 0, []
    with Renderer(driver) as renderer:
        for form in forms:
            for context in CONTEXTS:
                for first, last in ranges:
                    faults += faults_of(renderer, form, context, first, last)
                    count += last - first
                    if len(faults) > SHOWN_MAX:
                        return count, faults
    return count, faults


def self_test(driver, forms):
    """Each planted fault in a true document must be found."""
    missed = []
    with Renderer(driver) as renderer:
        for form in forms:
            wanted = texts("hostile", 0x61, 0x71)
            document = renderer.render(form, "hostile", 0x61, 0x71)
            if found := readers.faults_in(form, document, wanted):
                missed.append(f"{form}: found in a true document: {found[0]}")
            for name, plant in readers.PLANTS.items():
                broken = plant(form, document)
                if broken is not None and broken != document and not readers.faults_in(form, broken, wanted):
                    missed.append(f"{form}: {name} was not found")
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--driver", required=True)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--format", action="append", choices=sorted(readers.FORMATS))
    parser.add_argument("--self-test", action="store_true")
    given = parser.parse_args()
    forms = given.format or sorted(readers.FORMATS)
    if given.self_test:
        missed = self_test(given.driver, forms)
        print("\n".join(missed) or f"{len(readers.PLANTS)} kinds of planted faults in {len(forms)} formats, all found")
        return 1 if missed else 0
    ranges = list(joined(scalars(given.every)))
    # Two processes: the formats with slow readers first, so that they do not end alone.
    slow = [form for form in forms if form in readers.SLOW]
    quick = [form for form in forms if form not in readers.SLOW]
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        parts = [[form] for form in slow] + [[form] for form in quick]
        results = list(pool.map(sweep, [given.driver] * len(parts), parts, [ranges] * len(parts)))
    count, faults = sum(one for one, _ in results), [fault for _, some in results for fault in some]
    print("\n".join(faults[:SHOWN_MAX]))
    print(f"{count} renders in {len(forms)} formats and {len(CONTEXTS)} contexts, {len(faults)} faults; "
          f"Unicode {readers.EDITION} of the readers")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main())

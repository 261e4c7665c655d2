"""Answers questions about internet addresses with Python's own ipaddress module.

One process answers many batches: a batch is lines of `verb<TAB>argument...` and ends with an empty
line; the answers come in the same order, one line each, and then an empty line.
"""

import ipaddress
import sys
import unicodedata

try:
    import netaddr
except ImportError:
    netaddr = None


def networks(text):
    return [ipaddress.ip_network(part) for part in text.split()]


def collapsed(nets):
    result = []
    for version in (4, 6):
        result += sorted(ipaddress.collapse_addresses(n for n in nets if n.version == version))
    return result


def intersection(left, right):
    found = []
    for one in left:
        for other in right:
            if one.version == other.version and one.overlaps(other):
                found.append(one if one.prefixlen >= other.prefixlen else other)
    return collapsed(found)


def difference(left, right):
    rest = collapsed(left)
    for hole in right:
        kept = []
        for net in rest:
            if net.version != hole.version or not net.overlaps(hole):
                kept.append(net)
            elif net.prefixlen < hole.prefixlen:
                kept += net.address_exclude(hole)
        rest = kept
    return collapsed(rest)


def spaced(nets):
    return " ".join(str(net) for net in nets)


def algebra(left_text, right_text):
    left, right = networks(left_text), networks(right_text)
    union, both = collapsed(left + right), intersection(left, right)
    minus = difference(left, right)
    size = sum(net.num_addresses for net in collapsed(left))
    answer = [spaced(union), spaced(both), spaced(minus), str(int(not minus)), str(size)]
    if netaddr is not None:
        sets = [netaddr.IPSet(text.split()) for text in (left_text, right_text)]
        twins = [sets[0] | sets[1], sets[0] & sets[1], sets[0] - sets[1]]
        for mine, twin in zip(answer, twins):
            # netaddr writes some networks in another spelling.
            if set(networks(mine)) != {ipaddress.ip_network(str(net)) for net in twin.iter_cidrs()}:
                return "the oracles differ"
    return "\t".join(answer)


def network(text):
    try:
        return str(ipaddress.ip_network(text, strict=True))
    except ValueError:
        return "-"


INVISIBLE = (
    [0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x2800]
    + list(range(0x180B, 0x1810))
    + list(range(0xFE00, 0xFE10))
    + list(range(0xE0000, 0xE1000))
)


def scalars():
    """Pairs `start-end` of scalars that are assigned here, and whether each run is displayable."""
    hidden, runs, start, before = set(INVISIBLE), [], 0, None
    for value in range(0x110000):
        category = unicodedata.category(chr(value))
        kind = "?" if category in ("Cn", "Cs") else "n"
        if category[0] in "LMNPS" and value not in hidden or value == 0x20:
            kind = "y"
        if kind != before:
            if before is not None:
                runs.append("%s%x-%x" % (before, start, value - 1))
            start, before = value, kind
    runs.append("%s%x-%x" % (before, start, 0x10FFFF))
    return " ".join(runs)


def composed(text):
    """Whether code points given in hexadecimal are in form NFC."""
    string = "".join(chr(int(part, 16)) for part in text.split())
    return str(int(unicodedata.is_normalized("NFC", string)))


VERBS = {"algebra": algebra, "network": network, "scalars": scalars, "composed": composed}


def answer(line):
    verb, *arguments = line.split("\t")
    return VERBS[verb](*arguments)


def main():
    sys.stdin.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    batch = []
    for line in sys.stdin:
        line = line[:-1]
        if line:
            batch.append(answer(line))
        else:
            print("\n".join(batch) + "\n", flush=True)
            batch = []


main()

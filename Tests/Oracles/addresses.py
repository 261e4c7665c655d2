"""Answers questions about internet addresses with Python's own ipaddress module and with netaddr.

A line is a batch of questions with U+001E between them, each `verb<TAB>argument...`; the line that
answers it has the answers in the same order.
"""

import functools
import ipaddress
import sys
import unicodedata

try:
    import netaddr
except ImportError:
    netaddr = None


@functools.lru_cache(maxsize=1 << 16)
def network_of(text):
    kind = ipaddress.IPv6Network if ":" in text else ipaddress.IPv4Network
    return kind(text)


def collapsed(nets):
    return list(ipaddress.collapse_addresses(nets))


def inside(net, other):
    return other.prefixlen <= net.prefixlen and net.network_address in other


def intersection(left, right):
    found = []
    for one in left:
        for other in right:
            if inside(one, other):
                found.append(one)
            elif inside(other, one):
                found.append(other)
    return collapsed(found)


def difference(left, right):
    rest = left
    for hole in right:
        kept = []
        for net in rest:
            if not inside(hole, net):
                kept += [] if inside(net, hole) else [net]
            elif hole != net:
                kept += net.address_exclude(hole)
        rest = kept
    return sorted(rest)


def numbers(pairs):
    return " ".join("%x/%d" % pair for pair in pairs)


def with_ipaddress(left_text, right_text):
    left, right = (collapsed(map(network_of, text.split())) for text in (left_text, right_text))
    minus = difference(left, right)
    sets = [collapsed(left + right), intersection(left, right), minus]
    parts = [numbers((int(n.network_address), n.prefixlen) for n in nets) for nets in sets]
    return parts + [str(int(not minus)), str(sum(net.num_addresses for net in left))]


def with_netaddr(left_text, right_text):
    left, right = netaddr.IPSet(left_text.split()), netaddr.IPSet(right_text.split())
    sets = [left | right, left & right, left - right]
    parts = [numbers((n.first, n.prefixlen) for n in nets.iter_cidrs()) for nets in sets]
    return parts + [str(int(left.issubset(right))), str(left.size)]


def algebra(left_text, right_text):
    """Union, intersection, difference, whether the first lies in the second, and its size."""
    answer = with_ipaddress(left_text, right_text)
    twin = with_netaddr(left_text, right_text)
    return "\t".join(answer) if answer == twin else "the oracles differ: %s, %s" % (answer, twin)


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
    for line in sys.stdin:
        print("\x1e".join(answer(part) for part in line[:-1].split("\x1e")), flush=True)


main()

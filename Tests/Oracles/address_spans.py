"""Sets of internet addresses as spans (version, first, last): sorted, apart, never touching."""
import ipaddress

ADDRESS = {4: ipaddress.IPv4Address, 6: ipaddress.IPv6Address}
EVERYWHERE = [(4, 0, 2**32 - 1), (6, 0, 2**128 - 1)]


def span(cidr):
    network = ipaddress.ip_network(cidr)
    return (network.version, int(network.network_address), int(network.broadcast_address))


def merged(spans):
    result = []
    for version, first, last in sorted(spans):
        if result and result[-1][0] == version and first <= result[-1][2] + 1:
            result[-1] = (version, result[-1][1], max(last, result[-1][2]))
        else:
            result.append((version, first, last))
    return result


def common(left, right):
    return merged([(one, max(first, low), min(last, high)) for one, first, last in left for other, low, high in right
                   if one == other and max(first, low) <= min(last, high)])


def without(left, right):
    for hole, low, high in right:
        kept = []
        for version, first, last in left:
            if version != hole:
                kept.append((version, first, last))
                continue
            if first < low:
                kept.append((version, first, min(last, low - 1)))
            if high < last:
                kept.append((version, max(first, high + 1), last))
        left = kept
    return left


def cover(spans):
    """The fewest networks that cover the spans, IPv4 before IPv6, each by address."""
    return [str(network) for version, first, last in merged(spans)
            for network in ipaddress.summarize_address_range(ADDRESS[version](first), ADDRESS[version](last))]


def holds(spans, address):
    return any(version == address.version and first <= int(address) <= last for version, first, last in spans)


def caller(text):
    """The address that a call comes from, or None. An IPv4-mapped one is that IPv4 address; a zone id is no part of one."""
    try:
        address = ipaddress.ip_address("zone" if "%" in text else text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address

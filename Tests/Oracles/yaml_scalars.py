"""What others make of a plain scalar: one text a line in, one line of facts out.

Each input line is a text in hexadecimal. The answer has three words:

- `string` when both types are and PyYAML loads `v: TEXT` as a mapping of `v` to exactly that text,
  else `other`;
- the type that the resolver of PyYAML, which follows YAML 1.1, gives the text;
- the type that the core schema of YAML 1.2 gives it, by the patterns of its section 10.3.2.

Written from the two specifications and from PyYAML, not from the reader it judges.
"""

import re
import sys

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
RESOLVER = yaml.resolver.Resolver()
NAMES = {"str": "string", "int": "integer"}
CORE = [
    ("null", re.compile(r"null|Null|NULL|~|")),
    ("bool", re.compile(r"true|True|TRUE|false|False|FALSE")),
    ("integer", re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")),
    ("float", re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")),
    ("float", re.compile(r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN")),
]


def loaded(text):
    try:
        value = yaml.load("v: " + text + "\n", Loader=LOADER)
    except (yaml.YAMLError, ValueError, OverflowError, TypeError):
        return "other"
    return "string" if value == {"v": text} and type(value["v"]) is str else "other"


def legacy(text):
    tag = RESOLVER.resolve(yaml.ScalarNode, text, (True, False)).rpartition(":")[2]
    return NAMES.get(tag, tag)


def core(text):
    return next((name for name, pattern in CORE if pattern.fullmatch(text)), "string")


for line in sys.stdin:
    written = bytes.fromhex(line.strip()).decode()
    kinds = legacy(written), core(written)
    # Loading is slow, and what is a number to somebody is no string in the end.
    print(loaded(written) if kinds == ("string", "string") else "other", *kinds)

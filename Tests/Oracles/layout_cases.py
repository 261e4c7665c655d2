"""Manifests as people write them: random data in random styles, with comments, anchors and blanks.

A case is a list of documents of plain data with a style for every part. It is written several times:
once with comments and blank lines, once without, and once without and shuffled. Every comment has a
text of its own that says what it belongs to.
"""
import random

WORDS = ["alpha", "bravo", "carol", "delta", "echo", "fox", "golf", "hotel", "india", "juliet"]
TEXTS = ["Ünï çödé", "日本語 text", "two words", "it''s", "emoji 🙂 here", "a longer sentence with many words in it"]
FIELDS = {
    "Desk": ["application", "accountScope", "accounts", "endpoints", "ipWhitelists"],
    "TraderAuthorization": ["desk", "validFrom", "validUntil"],
    "PortalUser": ["email", "displayName", "functions", "accountRights", "state"],
    "IPWhitelist": ["mode", "entries"],
    "PermissionSet": ["include", "exclude", "classes"],
    "AccessTest": ["cases"],
}
SETS = {"accounts", "endpoints", "ipWhitelists", "functions", "include", "exclude", "classes",
        "rights"}


class Scalar:
    def __init__(self, random, text, plain=True):
        styles = ["double", "single"] + (["plain"] * 4 if plain else [])
        self.text = text
        self.style = random.choice(styles)
        self.parts = None
        self.anchor = self.alias = None
        if " " in text and random.random() < 0.25:
            self.style = random.choice(["lines", "doublelines", "folded", "literal", "kept"])

    def inline(self):
        if self.style == "double":
            return '"' + self.text.replace('"', '\\"') + '"'
        if self.style == "single":
            return "'" + self.text.replace("'", "''") + "'"
        return self.text


class Node:
    """A mapping or list: `entries` are [key, value] pairs, the key None in lists."""

    def __init__(self, random, kind, entries, sort, flow=None):
        self.kind = kind
        self.entries = entries
        self.sort = sort  # whether entries may be shuffled without a change of meaning
        self.flow = flow
        self.width = random.choice([0, 0, 0, 1])  # flow over several lines
        self.indent = random.choice([2, 2, 2, 1, 3, 4, 6])
        self.hanging = random.random() < 0.5
        self.padding = random.choice([1, 1, 3])
        self.anchor = self.alias = None


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = 0

    def name(self):
        self.names += 1
        return f"{self.random.choice(WORDS)}-{self.names}x"

    def scalar(self, text=None, plain=True):
        if text is None:
            text = self.random.choice(TEXTS + [self.name()] * 4)
            plain = "'" not in text
        return Scalar(self.random, text, plain)

    def set_of(self, words):
        picked = self.random.sample(words, self.random.randint(1, min(4, len(words))))
        return Node(self.random, "list", [[None, self.word(word)] for word in picked], True,
                    self.random.random() < 0.7)

    def word(self, text):
        scalar = Scalar(self.random, text, True)
        return scalar

    def field(self, name):
        if name in ("accounts", "ipWhitelists"):
            return self.set_of([self.name() for _ in range(5)])
        if name in ("endpoints", "include", "exclude"):
            return self.set_of([f"set:{self.name()}" for _ in range(3)] + ["market.a.*", "trade.b.c"])
        if name in ("functions", "classes", "rights"):
            return self.set_of(["view", "trade", "funds", "manage"])
        if name == "entries":
            rows = [Node(self.random, "map", [["cidr", self.word(f"10.{i}.0.0/24")],
                                              ["note", self.scalar()]], True, True)
                    for i in self.random.sample(range(200), self.random.randint(1, 3))]
            return Node(self.random, "list", [[None, row] for row in rows], True, False)
        if name == "accountRights":
            rows = [Node(self.random, "map", [["accounts", self.field("accounts")],
                                              ["rights", self.field("rights")]], True,
                         self.random.random() < 0.7) for _ in range(self.random.randint(1, 2))]
            return Node(self.random, "list", [[None, row] for row in rows], False,
                        all(row.flow for row in rows) and self.random.random() < 0.5)
        if name == "cases":
            rows = [Node(self.random, "map", [["name", self.scalar(f"case {self.name()}")],
                                              ["where", self.word(f"desk={self.name()}")],
                                              ["expect", self.word("deny")]], True,
                         self.random.random() < 0.3) for _ in range(self.random.randint(1, 3))]
            return Node(self.random, "list", [[None, row] for row in rows], False, False)
        if name == "email":
            return self.word(f"{self.name()}@harbour.example")
        return self.scalar()

    def fields(self, kind, flow, extra=()):
        names = self.random.sample(FIELDS[kind], self.random.randint(1, len(FIELDS[kind])))
        entries = [[name, self.field(name)] for name in names]
        entries += [[name, self.scalar()] for name in extra if self.random.random() < 0.3]
        if flow:
            entries = [entry for entry in entries if flowable(entry[1])] or [["reason", self.word("x1")]]
        return Node(self.random, "map", entries, True, flow)

    def document(self, kind):
        top = [["apiVersion", self.word("mandate/v1")], ["kind", self.word(kind)]]
        institution = self.name()
        if self.random.random() < 0.6:
            meta = [["institution", self.word(institution)]]
            if self.random.random() < 0.4:
                meta.append(["labels", Node(self.random, "map", [
                    [self.name(), Scalar(self.random, "L1", True)] for _ in range(2)], True, True)])
            items = [[self.name(), self.fields(kind, self.random.random() < 0.5, ["reason"])]
                     for _ in range(self.random.randint(1, 5))]
            body = ["items", Node(self.random, "map", items, True, False)]
        else:
            meta = [["name", self.word(self.name())], ["institution", self.word(institution)]]
            body = ["spec", self.fields(kind, False)]
        top += [["metadata", Node(self.random, "map", meta, True, True)], body]
        return Node(self.random, "map", top, True, False)

    def case(self):
        kinds = [self.random.choice(list(FIELDS)) for _ in range(self.random.randint(1, 4))]
        documents = [self.document(kind) for kind in kinds]
        for document in documents:
            force_block(document)
            if self.random.random() < 0.3:
                self.share(document)
        return documents

    def share(self, document):
        """Gives one list an anchor and repeats it by alias further down."""
        lists = [entry for entry in ordered(document)
                 if isinstance(entry[1], Node) and entry[1].kind == "list" and entry[0] in SETS]
        if len(lists) < 2:
            return
        first, second = lists[0], lists[-1]
        if first is second:
            return
        first[1].anchor = "shared-1"
        second[1] = Node(self.random, "list", first[1].entries, False, True)
        second[1].alias = "shared-1"


def flowable(value):
    if isinstance(value, Scalar):
        return value.style in ("plain", "double", "single")
    return all(flowable(child) for _, child in value.entries)


def force_block(node):
    """A flow holds only what can stand in one."""
    if node.flow and not flowable(node):
        node.flow = False
    for _, child in node.entries:
        if isinstance(child, Node):
            if node.flow:
                child.flow = True
            force_block(child)
        elif node.flow and child.style not in ("plain", "double", "single"):
            child.style = "double"


def walk(node):
    yield node
    if node.alias:
        return
    for _, child in node.entries:
        if isinstance(child, Node):
            yield from walk(child)


def ordered(node):
    """Every entry in the order of the file."""
    for entry in node.entries:
        yield entry
        if isinstance(entry[1], Node):
            yield from ordered(entry[1])


def has_anchors(documents):
    return any(node.anchor for document in documents for node in walk(document))


def shuffled(documents, rng):
    """The same documents in another order of everything that has none."""
    def copy(node):
        if isinstance(node, Scalar):
            return node
        twin = object.__new__(Node)
        twin.__dict__.update(node.__dict__)
        twin.entries = [[key, copy(child)] for key, child in node.entries]
        if node.sort:
            rng.shuffle(twin.entries)
        return twin
    copies = [copy(document) for document in documents]
    rng.shuffle(copies)
    return copies


class Writer:
    def __init__(self, seed, decorated):
        self.random = random.Random(seed)
        self.decorated = decorated
        self.comments = []  # (text, what it belongs to, how)
        self.lines = []

    def comment(self, how, what):
        text = f"#{how}{len(self.comments)} {what} é"
        self.comments.append((text, what, how))
        return text

    def chance(self, share):
        return self.decorated and self.random.random() < share

    def above(self, column, what):
        if self.chance(0.1):
            self.lines.append(" " * self.random.choice([0, 0, 3]) if self.chance(0.5) else "")
        for _ in range(2):
            if self.chance(0.12):
                self.lines.append(" " * column + self.comment(">", what))

    def behind(self, what):
        return " " * self.random.randint(1, 4) + self.comment("<", what) if self.chance(0.12) else ""

    def file(self, documents):
        if self.chance(0.4):
            self.lines += [self.comment("^", "head"), ""]
        for index, document in enumerate(documents):
            if index or self.chance(0.4):
                self.lines.append("---")
            self.block(document, 0)
        text = "\n".join(self.lines) + ("" if self.chance(0.2) and self.closed() else "\n")
        if self.chance(0.2):
            text = "\n".join(line + "  " if self.chance(0.1) and self.trims(line) else line
                             for line in text.split("\n"))
        if self.chance(0.15):
            text = text.replace("\n", "\r\n")
        data = text.encode("utf-8")
        return b"\xef\xbb\xbf" + data if self.chance(0.1) else data

    def closed(self):
        """Whether the last line is no part of a block text."""
        return self.lines[-1].endswith("]")

    def trims(self, line):
        return line.endswith((":", "]", "}"))

    def block(self, node, column, first=False):
        for index, (key, value) in enumerate(node.entries):
            what = key if key is not None else label(value)
            if not (first and index == 0):
                self.above(column, what)
            lead = "" if first and index == 0 else " " * column
            head = f"{lead}{key}:" if key is not None else f"{lead}-"
            self.value(head, value, column, key, what)

    def value(self, head, value, column, key, what):
        anchor = f" &{value.anchor}" if value.anchor else ""
        if value.alias:
            self.lines.append(f"{head} *{value.alias}{self.behind(what)}")
        elif isinstance(value, Scalar):
            self.scalar(head + anchor, value, column, what)
        elif value.flow:
            gap = " " * (value.padding if key is not None and not anchor else 1)
            if key is not None and self.chance(0.1):
                self.lines.append(head + anchor + self.behind(what))
                head, gap, anchor = " " * (column + value.indent), "", ""
            text = self.flow(value, column)
            self.lines += (head + anchor + gap + text + self.behind(what)).split("\n")
        elif key is None and not anchor and self.random.random() < 0.8 and value.kind == "map":
            inner = column + 1 + value.indent
            self.lines.append(None)
            mark = len(self.lines) - 1
            self.block(value, inner, first=True)
            self.lines.pop(mark)
            self.lines[mark] = head + " " * value.indent + self.lines[mark]
        else:
            self.lines.append(head + anchor + self.behind(what))
            is_flush = key is not None and value.kind == "list" and self.random.random() < 0.3
            self.block(value, column if is_flush else column + value.indent)

    def scalar(self, head, value, column, what):
        deep = " " * (column + 2 + self.random.choice([0, 1, 4]) * self.decorated)
        words = value.text.split(" ")
        if value.style == "lines":
            self.lines.append(f"{head} {words[0]}")
            self.lines.append(deep + " ".join(words[1:]) + self.behind(what))
        elif value.style == "doublelines":
            self.lines.append(f'{head} "{words[0]}')
            self.lines.append(deep + " ".join(words[1:]) + '"' + self.behind(what))
        elif value.style in ("folded", "literal", "kept"):
            sign = {"folded": ">-", "literal": "|-", "kept": "|+"}[value.style]
            self.lines.append(f"{head} {sign}{self.behind(what)}")
            self.lines += [deep + words[0], deep + "  " + " ".join(words[1:])]
        else:
            self.lines.append(f"{head} {value.inline()}{self.behind(what)}")

    def flow(self, node, column):
        pair = "{}" if node.kind == "map" else "[]"
        if node.alias:
            return f"*{node.alias}"
        parts = []
        for key, value in node.entries:
            inner = value.inline() if isinstance(value, Scalar) else self.flow(value, column)
            if value.anchor:
                inner = f"&{value.anchor} {inner}"
            space = " " * self.random.choice([1, 1, 2]) if self.decorated else " "
            parts.append(f"{key}:{space}{inner}" if key is not None else inner)
        deep = " " * (column + 8)
        if node.width and not self.chance(0.3):
            comma = f",\n{deep}"
        else:
            comma = self.random.choice([", ", ",", " , "]) if self.decorated else ", "
        lead = f"\n{deep}" if node.width and node.hanging else ""
        return pair[0] + lead + comma.join(parts) + pair[1]


def label(value):
    """What the first line of a list element holds."""
    while isinstance(value, Node):
        key, value = value.entries[0]
        if key is not None:
            return ""
    return value.text.split(" ")[0]

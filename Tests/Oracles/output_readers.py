"""Readers of every output format: each takes a document and the texts that were put in, and gives what is wrong."""
import csv
import functools
import html.parser
import io
import json
import re
import unicodedata
import urllib.parse

import pyte
import unicodedata2 as characters  # the edition of Python itself may be years older than the program's
import wcwidth
import yaml
from markdown_it import MarkdownIt

EDITION = characters.unidata_version
ESCAPE = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
COLOUR = re.compile("\x1b\\[[0-9;]*m")
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}
# DerivedCoreProperties.txt, Default_Ignorable_Code_Point, of the categories that HIDDEN does not have; and U+2800.
IGNORABLE = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x2800, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10),
             *range(0xE0100, 0xE01F0)}


def shown_to_raw(shown):
    """The text that visible escapes such as \\u{1b} stand for."""
    return ESCAPE.sub(lambda match: chr(int(match[1], 16)), shown)


@functools.cache
def is_unsafe(scalar):
    """Whether a person would not see the scalar as what it is."""
    if scalar == " ":
        return False
    return characters.category(scalar) in HIDDEN or ord(scalar) in IGNORABLE


def unsafe_scalars(text, line_ends="\n"):
    bare = text.replace(line_ends, "")
    return [f"U+{ord(scalar):04X} stands in the output" for scalar in sorted(set(bare)) if is_unsafe(scalar)]


def differing(found, wanted, what):
    """What the readers found beside what was put in."""
    if len(found) != len(wanted):
        return [f"{len(found)} {what} instead of {len(wanted)}"]
    return [f"{what}: {mine!r} instead of {theirs!r}" for mine, theirs in zip(found, wanted) if mine != theirs][:3]


def decoded(document):
    return document.decode("utf-8", "strict")


# Terminals

def screen_of(text, columns):
    rows = text.count("\n") + 2
    screen = pyte.Screen(columns, rows)
    pyte.Stream(screen).feed(text.replace("\n", "\r\n"))
    return screen


def same_on_screen(found, wanted):
    """A terminal composes letters and marks."""
    return unicodedata.normalize("NFC", found) == unicodedata.normalize("NFC", wanted)


@functools.cache
def pyte_drops(scalar):
    """pyte leaves out the rest of a text behind a mark without a combining class; no terminal in use does."""
    return wcwidth.wcwidth(scalar) == 0 and not unicodedata.combining(scalar)


def terminal(document, wanted):
    text = decoded(document)
    plain = COLOUR.sub("", text)
    faults = unsafe_scalars(plain)
    rows = plain.split("\n")[:-1]
    pieces = [re.fullmatch(r" *\d+  (.*?) *  \|", row) for row in rows]
    if not all(pieces):
        return faults + ["a row is not number, text and mark"]
    faults += differing([shown_to_raw(piece[1]) for piece in pieces], [one.rstrip(" ") for one in wanted], "texts")
    screen = screen_of(text, max(map(len, rows), default=1) * 2 + 8)
    if screen.cursor.y != len(rows) or screen.title or screen.icon_name:
        faults.append(f"the cursor is in line {screen.cursor.y}, not {len(rows)}")
    for number, (row, cells) in enumerate(zip(rows, screen.display)):
        cells = cells.rstrip(" ")
        if not any(map(pyte_drops, row)) and not same_on_screen(cells, row):
            faults.append(f"the screen shows {cells!r} instead of {row!r}")
        line = screen.buffer[number]
        colours = {line[column].fg for column in line if line[column].data.strip()}
        if any(map(pyte_drops, row)):
            continue
        if colours - {"default", "brown"} or not any(line[column].bold and line[column].data == "|" for column in line):
            faults.append(f"the colours of line {number} are {colours}")
    return faults[:5]


def diagnostics(document, wanted):
    text = COLOUR.sub("", decoded(document))
    faults = unsafe_scalars(text)
    blocks = text.split("\n\n")[:-1]
    heads = [block.split("\n")[0] for block in blocks]
    raw = [shown_to_raw(head) for head in heads]
    faults += differing(raw, [f"{one}:1:4: error: {one} [a-code]" for one in wanted], "heads")
    helps = [shown_to_raw(block.split("\n")[-1]) for block in blocks]
    faults += differing(helps, [f"help: {one}" for one in wanted], "helps")
    return faults


# Markdown

MARKDOWN = MarkdownIt("commonmark").enable("table")
INLINE = {"text", "code_inline", "softbreak"}


def inline_faults(tokens):
    kinds = {child.type for token in tokens if token.children for child in token.children} - INLINE
    blocks = {token.type for token in tokens if token.type == "html_block"}
    return [f"Markdown holds {kind}" for kind in sorted(kinds | blocks)]


def codes_of(tokens):
    """The only code span of every inline token that has one, else None."""
    for token in tokens:
        if token.type == "inline":
            codes = [child.content for child in token.children if child.type == "code_inline"]
            if codes or not token.content.strip().isascii() or not re.fullmatch(r"[a-z]+|\d+", token.content.strip()):
                yield codes[0] if len(codes) == 1 and len(token.children) == 1 else None


def markdown_spans(document, wanted):
    text = decoded(document)
    tokens = MARKDOWN.parse(text)
    found = [None if code is None else shown_to_raw(code) for code in codes_of(tokens)]
    return unsafe_scalars(text) + inline_faults(tokens) + differing(found, wanted, "code spans")


def markdown_block(document, wanted):
    text = decoded(document)
    tokens = MARKDOWN.parse(text)
    if [token.type for token in tokens] != ["fence"]:
        return [f"not one block but {[token.type for token in tokens][:5]}"]
    found = [shown_to_raw(line) for line in tokens[0].content.split("\n")[:-1]]
    return unsafe_scalars(text) + differing(found, wanted, "lines of the block")


# Machines

def json_lines(document, wanted):
    text = decoded(document)
    lines = text.split("\n")[:-1]
    found = [json.loads(line) for line in lines]
    return unsafe_scalars(text) + differing(found, [{one: one} for one in wanted], "lines")


def diagnostic_json(document, wanted):
    text = decoded(document)
    found = [(one["message"], one["file"], one["help"]) for one in json.loads(text)["diagnostics"]]
    return unsafe_scalars(text) + differing(found, [(one, one, one) for one in wanted], "diagnostics")


def as_path(text):
    """A file's name: what ends in a slash names no file."""
    return text.rstrip("/")


def sarif_text(message):
    """A plain text message: brackets make links, and backslashes take that from them (SARIF 2.1.0, 3.11.6)."""
    return re.sub(r"\\([\\\[\]])", r"\1", message)


def sarif(document, wanted):
    text = decoded(document)
    results = json.loads(text)["runs"][0]["results"]
    found = [(sarif_text(one["message"]["text"]),
              urllib.parse.unquote(one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], errors="strict"))
             for one in results]
    return unsafe_scalars(text) + differing(found, [(f"{one}\nhelp: {one}", as_path(one)) for one in wanted], "results")


def github_unescaped(text, also=()):
    for code, scalar in (*also, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, scalar)
    return text


PROPERTY = (("%3A", ":"), ("%2C", ","))


def github(document, wanted):
    """As the runner reads commands: the first `::` behind the name ends the properties; one command a line."""
    text = decoded(document)
    faults, found = unsafe_scalars(text), []
    for line in text.split("\n")[:-1]:
        if not line.startswith("::error "):
            return faults + [f"not a command: {line[:80]!r}"]
        properties, message = line[len("::error "):].split("::", 1)
        named = dict(one.split("=", 1) for one in properties.split(","))
        path = shown_to_raw(github_unescaped(named["file"], PROPERTY))
        found.append((path, shown_to_raw(github_unescaped(message)), sorted(named)))
    names = ["col", "endColumn", "endLine", "file", "line", "title"]
    return faults + differing(found, [(as_path(one), f"{one}\nhelp: {one}", names) for one in wanted], "commands")


FORMULA = "=+-@"


def starts_formula(cell):
    """Whether a spreadsheet may calculate: by the first sign that it sees, in any width."""
    for scalar in cell:
        folded = unicodedata.normalize("NFKC", scalar)
        if scalar.isspace() or is_unsafe(scalar):
            continue
        return folded[:1] in FORMULA or scalar == "\u2212"
    return False


def csv_cells(document):
    return list(csv.reader(io.StringIO(decoded(document), newline="")))


def csv_raw(document, wanted):
    found = csv_cells(document)
    return differing(found, [[str(number), one, "|"] for number, one in enumerate(wanted)], "records")


def csv_guarded(document, wanted):
    found = csv_cells(document)
    faults = unsafe_scalars(decoded(document), "\r\n")
    faults += [f"a formula: {cell!r}" for record in found for cell in record if starts_formula(cell)]
    unguarded = [[cell[1:] if cell.startswith("'") else cell for cell in record] for record in found]
    raw = [[shown_to_raw(cell) for cell in record] for record in unguarded]
    return faults + differing(raw, [[str(number), one, "|"] for number, one in enumerate(wanted)], "records")


def yaml_documents(document, wanted):
    text = decoded(document)
    found = [(one["metadata"]["reason"], one["metadata"]["labels"]["floor"])
             for one in yaml.load_all(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))]
    return unsafe_scalars(text) + differing(found, [(one, one) for one in wanted], "documents")


class Paragraphs(html.parser.HTMLParser):
    """Title, link and text of every paragraph, and whatever else there is."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.other = [], []

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if tag != "p" or list(named) != ["title", "href"]:
            self.other.append(tag)
        self.found.append([named.get("title"), named.get("href"), ""])

    def handle_endtag(self, tag):
        self.found.append(None)

    def handle_data(self, data):
        if self.found and self.found[-1]:
            self.found[-1][2] += data
        elif data.strip():
            self.other.append(data)

    handle_comment = handle_decl = handle_pi = unknown_decl = lambda self, data: self.other.append(data)


def paragraph_faults(found, wanted):
    """`found` are title, link and text of each paragraph as a reader took them."""
    raw = [(shown_to_raw(title), urllib.parse.unquote(link, errors="strict"), shown_to_raw(text)) for title, link, text in found]
    return differing(raw, [(one, one, one) for one in wanted], "paragraphs")


def html_text(document, wanted):
    text = decoded(document)
    reader = Paragraphs()
    reader.feed(text)
    reader.close()
    found = [one for one in reader.found if one]
    return unsafe_scalars(text) + [f"also {one!r}" for one in reader.other[:3]] + paragraph_faults(found, wanted)


FORMATS = {
    "terminal": terminal, "diagnostics": diagnostics, "markdown-cell": markdown_spans, "markdown-line": markdown_spans,
    "markdown-block": markdown_block, "json": json_lines, "diagnostic-json": diagnostic_json, "sarif": sarif,
    "github": github, "csv": csv_guarded, "csv-raw": csv_raw, "yaml": yaml_documents, "html": html_text,
}


def faults_in(form, document, wanted):
    """What is wrong with a document; one that a reader cannot read is wrong."""
    try:
        return FORMATS[form](document, wanted)
    except (ValueError, KeyError, IndexError, csv.Error, yaml.YAMLError) as error:
        return [f"cannot be read: {error}"]


SLOW = ("terminal", "markdown-cell", "markdown-line")


# Planted faults: a true document with something wrong in it; None where a format has no such fault.

def replaced(old, new):
    return lambda _, document: document.replace(old, new, 1) if old in document else None


PLANTS = {
    "an escape code": lambda form, document: None if form == "csv-raw" else document.replace(b"team", b"te\x1b[2Jam", 1),
    "a direction override": lambda form, document: None if form == "csv-raw" else document.replace(b"team", "te\u202eam".encode(), 1),
    "a lost letter": replaced(b"team", b"tam"),
    "a doubled letter": replaced(b"team", b"teeam"),
    "a no-break space": lambda form, document: None if form == "csv-raw" else document.replace(b"@team #1", "@team\u00a0#1".encode(), 1),
    "a broken line": lambda form, document: document.replace(b"@team", b"\n@team", 1),
}

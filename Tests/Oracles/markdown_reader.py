"""Reads comments as CommonMark with tables, one JSON text a line, and judges what a reader would see.

An answer is a JSON object: "faults" names what must not be there (links, images, HTML beside our own,
text outside code that a host would link or mention), "codes" are the contents of all code spans, and
"rows" the cells of all table rows as text.
"""
import json
import re
import sys

from markdown_it import MarkdownIt

OUR_HTML = [
    re.compile(r"<!-- mandate:plan( owner=[A-Za-z0-9._%-]+)? -->\Z"),
    re.compile(r"<details><summary>[A-Za-z0-9 ,:]+</summary>\Z"),
    re.compile(r"</details>\Z"),
]
LINKED = re.compile(r"https?:|www\.|ftp:|@|#[0-9]|:[a-z0-9_+-]+:|e\.vil", re.IGNORECASE)
FORBIDDEN = {"link_open", "image", "html_inline", "s_open", "hr", "code_block", "fence",
             "blockquote_open", "lheading_open"}

reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def leaves(tokens):
    for token in tokens:
        if token.type != "inline":
            yield token
        if token.children:
            yield from leaves(token.children)


def judge(text):
    faults, codes = [], []
    tokens = reader.parse(text)
    for token in leaves(tokens):
        if token.type in FORBIDDEN:
            faults.append(f"{token.type}: {token.content[:80]}")
        elif token.type == "html_block":
            if not any(ours.match(token.content.strip()) for ours in OUR_HTML):
                faults.append(f"html: {token.content[:80]}")
        elif token.type == "text":
            if LINKED.search(token.content):
                faults.append(f"outside code: {token.content[:80]}")
        elif token.type == "code_inline":
            codes.append(token.content)
    return {"faults": faults, "codes": codes, "rows": rows(tokens)}


def rows(tokens):
    found = []
    for token, inner in zip(tokens, tokens[1:]):
        if token.type == "tr_open":
            found.append([])
        elif token.type in ("td_open", "th_open"):
            found[-1].append("".join(leaf.content for leaf in leaves([inner])))
    return found


for line in sys.stdin:
    print(json.dumps(judge(json.loads(line)), ensure_ascii=True), flush=True)

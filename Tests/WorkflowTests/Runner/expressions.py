"""GitHub's expression language, as far as the example workflows use it.

It is stricter than GitHub: a name that nothing defines is an error here and an empty string there, so that a misspelt output
fails a test instead of switching a check off.
"""

import json
import re

TOKEN = re.compile(r"""\s*(?:(?P<op>==|!=|&&|\|\||[!().,\[\]<>])|(?P<str>'(?:[^']|'')*')|(?P<num>-?\d+)|(?P<name>[A-Za-z_][\w-]*))""")


class ExpressionError(Exception):
    pass


def truthy(value):
    return value not in (None, False, 0, "")


def as_text(value):
    if value is None:
        return ""
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, (dict, list)):
        raise ExpressionError("an object in a text")
    return str(value)


def same(left, right):
    if isinstance(left, str) and isinstance(right, str):
        return left.lower() == right.lower()
    return as_text(left) == as_text(right)


class Parser:
    """Recursive descent over one expression, evaluating as it reads."""

    def __init__(self, text, contexts, functions):
        self.contexts, self.functions = contexts, functions
        self.tokens, place = [], 0
        text = text.rstrip()
        while place < len(text):
            match = TOKEN.match(text, place)
            if not match:
                raise ExpressionError(f"cannot read {text[place:]!r}")
            self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
            place = match.end()
        self.place = 0

    def peek(self):
        return self.tokens[self.place] if self.place < len(self.tokens) else (None, None)

    def take(self, text=None):
        kind, found = self.peek()
        if kind is None or (text and found != text):
            raise ExpressionError(f"expected {text}, found {found}")
        self.place += 1
        return kind, found

    def whole(self):
        value = self.either()
        if self.place != len(self.tokens):
            raise ExpressionError(f"left over: {self.tokens[self.place:]}")
        return value

    def either(self):
        value = self.both()
        while self.peek()[1] == "||":
            self.take()
            other = self.both()
            value = value if truthy(value) else other
        return value

    def both(self):
        value = self.comparison()
        while self.peek()[1] == "&&":
            self.take()
            other = self.comparison()
            value = other if truthy(value) else value
        return value

    def comparison(self):
        value = self.unary()
        while self.peek()[1] in ("==", "!="):
            _, operator = self.take()
            equal = same(value, self.unary())
            value = equal if operator == "==" else not equal
        return value

    def unary(self):
        if self.peek()[1] == "!":
            self.take()
            return not truthy(self.unary())
        return self.primary()

    def primary(self):
        kind, text = self.take()
        if text == "(":
            value = self.either()
            self.take(")")
            return value
        if kind == "str":
            return text[1:-1].replace("''", "'")
        if kind == "num":
            return int(text)
        if kind != "name":
            raise ExpressionError(f"unexpected {text}")
        if text in ("true", "false", "null"):
            return {"true": True, "false": False, "null": None}[text]
        if self.peek()[1] == "(":
            return self.call(text)
        return self.member(text)

    def call(self, name):
        self.take("(")
        arguments = []
        while self.peek()[1] != ")":
            arguments.append(self.either())
            if self.peek()[1] == ",":
                self.take()
        self.take(")")
        if name not in self.functions:
            raise ExpressionError(f"no function {name}")
        return self.functions[name](*arguments)

    def member(self, root):
        if root not in self.contexts:
            raise ExpressionError(f"no context {root} here")
        value, path = self.contexts[root], root
        while self.peek()[1] == ".":
            self.take()
            _, key = self.take()
            path += "." + key
            if value is None:
                raise ExpressionError(f"{path}: what stands before it is null")
            if not isinstance(value, dict) or key not in value:
                raise ExpressionError(f"nothing defines {path}")
            value = value[key]
        return value


def plain_functions():
    return {
        "format": lambda text, *values: re.sub(r"\{(\d+)\}", lambda m: as_text(values[int(m[1])]), text),
        "fromJSON": json.loads,
        "contains": lambda where, what: what in where,
        "startsWith": lambda text, start: text.startswith(start),
    }


def evaluate(text, contexts, functions):
    return Parser(text, contexts, functions).whole()


def interpolate(text, contexts, functions):
    """A text with every ${{ }} in it replaced; a lone one keeps its type."""
    lone = re.fullmatch(r"\s*\$\{\{((?:(?!\}\}).)*)\}\}\s*", text, re.S)
    if lone:
        return evaluate(lone[1], contexts, functions)
    return re.sub(r"\$\{\{(.*?)\}\}", lambda m: as_text(evaluate(m[1], contexts, functions)), text, flags=re.S)

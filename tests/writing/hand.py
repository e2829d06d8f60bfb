"""Values as odd hands type them in YAML: flow or block, every kind of quotes, comments, blank lines, CRLF, a mark."""

import json
import re
from decimal import Decimal

PLAIN = re.compile(r"[A-Za-z가-힣ÄÖÜäöüß][\w가-힣 .;%/()'+<=&*!@-]*")
# What YAML 1.1 or 1.2 takes for something else than a text.
RESERVED = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null|\.?(inf|nan)|\d.*")
COMMENTS = ["# by hand", "# siehe #12: 'so' or \"so\"", "# 담당자 확인", "#!x", "# key: value", "#- [a, {b: c}"]


class Hand:
    """How one author types. Everything is drawn anew at each place, around the author's own habits."""

    def __init__(self, random):
        self.random = random
        self.comments = random.choice([0, 0, 0.05, 0.2])
        self.flow = random.choice([0, 0.3, 0.9])
        self.quotes = random.choice([0, 0, 0.1, 0.6])
        self.indent = random.choice([2, 2, 3, 4])
        self.dash = random.choice([0, 0, 2, 2, 3])
        self.gap = random.choice([0, 0.2, 0.9])
        self.lead = random.choice(["- ", "- ", "- ", "-   "])

    def often(self, share):
        return self.random.random() < share

    def bytes(self, deal):
        """The whole file."""
        lines = []
        for key, value in deal.items():
            if lines and self.often(self.gap):
                lines.append(self.random.choice(["", "", "  "]))
            lines += self.pair(key, value, 0)
        if self.often(0.05):
            lines.insert(0, "---")
        if self.often(0.3):
            lines.insert(0, "# yaml-language-server: $schema=../.dealfile/deal.schema.json")
        lines += self.random.choice([[], [], [], ["# the end"], ["", ""], ["  # indented end", ""]])
        end = "\r\n" if self.often(0.1) else "\n"
        text = "\n".join(lines).replace("\n", end) + (end if self.often(0.85) else "")
        return (("\ufeff" if self.often(0.05) else "") + text).encode()

    def remark(self, indent, lines):
        """Perhaps a comment of its own above, perhaps one behind the last line."""
        if self.often(self.comments):
            lines = [" " * self.random.choice([indent, indent, 0]) + self.random.choice(COMMENTS), *lines]
        if self.often(self.comments) and "\n" not in lines[-1]:
            lines[-1] += " " * self.random.randint(1, 4) + self.random.choice(COMMENTS)
        return lines

    def pair(self, key, value, indent):
        """`key: value` in lines, at an indentation."""
        head = " " * indent + self.key(key) + ":"
        if isinstance(value, str) and (key == "notes" or self.often(0.03)):
            return [head + " " + self.paragraph(value, indent)]
        if not isinstance(value, (dict, list)) or not value or not self.is_block():
            return self.remark(
                indent, [head + " " * self.random.choice([1, 1, 1, 3]) + self.flowing(value, False, indent + 2)]
            )
        rest = self.mapping(value, indent + self.indent) if isinstance(value, dict) else self.items(value, indent)
        return [*self.remark(indent, [head]), *rest]

    def is_block(self):
        return not self.often(self.flow)

    def mapping(self, value, indent):
        return [line for key, item in value.items() for line in self.pair(key, item, indent)]

    def items(self, values, indent):
        lines, lead = [], " " * (indent + self.dash)
        for value in values:
            if isinstance(value, dict) and value and self.is_block():
                inner = self.mapping(value, len(lead + self.lead))
                first = next(n for n, line in enumerate(inner) if not line.lstrip().startswith("#"))
                inner[first] = lead + self.lead + inner[first].lstrip()
                lines += inner
            else:
                lines += self.remark(len(lead), [lead + self.lead + self.flowing(value, False, len(lead) + 4)])
            if self.often(self.gap / 4):
                lines.append("")
        return lines

    def flowing(self, value, inside, indent=None):
        """In one line; a collection sometimes in several, where the indentation is named."""
        if isinstance(value, dict):
            inner = [f"{self.key(key)}: {self.flowing(item, True)}" for key, item in value.items()]
            return self.brackets("{", inner, "}", indent)
        if isinstance(value, list):
            return self.brackets("[", [self.flowing(item, True) for item in value], "]", indent)
        return self.scalar(value, inside)

    def key(self, key):
        return json.dumps(key) if self.often(self.quotes / 5) else key

    def brackets(self, left, inner, right, indent):
        comma, pad, tail = ", ", "", ""
        if inner and indent and self.often(0.1):
            pad, tail = "\n" + " " * indent, self.random.choice([",", ""])
            comma = self.random.choice([",", ",", ",  # between"]) + pad
        elif inner and self.often(0.2):
            comma, pad = self.random.choice([",  ", ", "]), " "
        return left + pad + comma.join(inner) + tail + pad + right

    def scalar(self, value, inside):
        if value is None:
            return self.random.choice(["null", "~", "null"])
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, (int, Decimal)):
            return str(value)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return self.quoted(value) if self.often(self.quotes) else value
        if self.may_be_plain(value, inside) and not self.often(self.quotes):
            return value
        return self.quoted(value)

    def may_be_plain(self, value, inside):
        risky = RESERVED.fullmatch(value) or value.endswith(" ") or (inside and re.search(r"[,\[\]{}]", value))
        return PLAIN.fullmatch(value) and not risky

    def quoted(self, value):
        if self.often(0.5) and "\n" not in value:
            return "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=max(value) < "\uffff" and self.often(0.2))

    def paragraph(self, text, indent):
        """A block of text as editors write it, or quotes."""
        lines = text.split("\n")
        if lines[0][:1] in ("", " ") or any(not line.strip() for line in lines[:-1]) or self.often(0.2):
            return json.dumps(text, ensure_ascii=False)
        mark = "|" + ("-" if lines[-1] else "") if len(lines) > 1 else self.random.choice([">-", "|-"])
        inner = "\n" + " " * (indent + self.indent)
        return mark + inner + inner.join(lines).removesuffix(inner)

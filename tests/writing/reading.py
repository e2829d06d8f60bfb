"""A deal file as ruamel.yaml reads it, and what differs between two of them.

Numbers become Decimal, dates stay texts; duplicate keys are refused. Nothing here knows what a deal is.
"""

import re
from bisect import bisect_right
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

NOWHERE = (0, 0)


class Change(NamedTuple):
    """What differs at one place: `add`, `remove` or `set`. A path is as `followups[2].done`."""

    op: str
    path: str
    value: object
    old_span: tuple = NOWHERE
    new_span: tuple = NOWHERE


class Reading:
    """One text, read: `value` is plain Python, `root` the nodes with their places."""

    def __init__(self, data):
        self.text = data.decode()
        self.root = YAML(typ="safe", pure=True).compose(self.text)
        self.value = plain(self.root)
        self.breaks = [i for i, c in enumerate(self.text) if c == "\n"]
        self.lines = [line.removesuffix("\r") for line in self.text.split("\n")]

    def line(self, index):
        return bisect_right(self.breaks, index - 1)

    def lines_of(self, spans):
        """The lines of spans, without the blank lines at their ends."""
        ends = [(start, start + len(self.text[start:end].rstrip())) for start, end in spans if end]
        return {n for start, end in ends for n in range(self.line(start), self.line(end) + 1)}

    def line_ends(self):
        """Whether there are CRLF, and LF alone; whether the last line has one; whether there is a byte-order mark."""
        crlf, lf = self.text.count("\r\n"), self.text.count("\n")
        return crlf > 0, lf > crlf, self.text.endswith("\n"), self.text.startswith("\ufeff")

    def content_from(self, node):
        """Where the text of a scalar begins; that of a block below its first line, which may have a comment."""
        start = node.start_mark.index
        return max(start, self.text.find("\n", start)) if node.style in ("|", ">") else start

    def comments(self):
        """(line, comment) of all comments: what stands behind a # that is in no scalar."""
        spans = sorted((self.content_from(node), node.end_mark.index) for node in scalars(self.root))
        found, place = [], 0
        for start, end in [*spans, (len(self.text), 0)]:
            while (mark := self.text.find("#", place, max(place, start))) >= 0:
                line = self.line(mark)
                place = self.breaks[line] if line < len(self.breaks) else len(self.text)
                found.append((line, self.text[mark:place].rstrip()))
            place = max(place, end)
        return found


def plain(node):
    if isinstance(node, MappingNode):
        keys = [plain(key) for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise ValueError(f"a key stands twice: {keys}")
        return {key: plain(value) for key, (_, value) in zip(keys, node.value)}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.value]
    return scalar(node)


def scalar(node):
    kind = node.tag.rpartition(":")[2]
    if kind in ("str", "timestamp"):
        return node.value
    if kind == "bool":
        return node.value.lower() == "true"
    if kind == "null":
        return None
    try:
        return Decimal(node.value.replace("_", ""))
    except InvalidOperation:
        return (kind, node.value)


def same(one, other):
    """Equal, and of one type: 1 is neither true nor "1"."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def scalars(node):
    if isinstance(node, ScalarNode):
        yield node
        return
    for item in node.value:
        for part in item if isinstance(item, tuple) else (item,):
            yield from scalars(part)


def alike(one, other):
    """The same nodes as they are written: values, kinds, quotes, flow or block."""
    if type(one) is not type(other) or one.tag != other.tag:
        return False
    if isinstance(one, ScalarNode):
        return one.value == other.value and one.style == other.style
    if one.flow_style != other.flow_style or len(one.value) != len(other.value):
        return False
    if isinstance(one, SequenceNode):
        return all(map(alike, one.value, other.value))
    return all(alike(k, m) and alike(v, w) for (k, v), (m, w) in zip(one.value, other.value))


def changes(old, new, path="", keys=(None, None)):
    if alike(old, new):
        return
    spans = span(old, keys[0]), span(new, keys[1])
    if is_empty(old) and not isinstance(new, ScalarNode):
        yield from whole("add", new, path, *spans)
    elif is_empty(new) and not isinstance(old, ScalarNode):
        yield from whole("remove", old, path, *spans)
    elif isinstance(old, MappingNode) and isinstance(new, MappingNode):
        yield from of_mapping(old, new, path)
    elif is_list(old) and is_list(new):
        yield from of_list(old, new, path)
    else:
        yield Change("set", path, plain(new), *spans)


def is_empty(node):
    return node.value == [] or (isinstance(node, ScalarNode) and node.tag.endswith(":null"))


def is_list(node):
    """A list of entries; a list of words is one value."""
    return isinstance(node, SequenceNode) and all(isinstance(item, MappingNode) for item in node.value)


def span(node, key=None):
    """From where to where it stands, with its key. A block's own mark ends where the next thing begins."""
    last = node
    while not isinstance(last, ScalarNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, MappingNode) else last.value[-1]
    return (key or node).start_mark.index, last.end_mark.index


def of_mapping(old, new, path):
    if old.flow_style != new.flow_style:
        yield Change("restyle", path, None)
    olds, news = ({plain(k): (k, v) for k, v in node.value} for node in (old, new))
    if [key for key in olds if key in news] != [key for key in news if key in olds]:
        yield Change("reorder", path, None)
    for name, (key, value) in olds.items():
        if name not in news:
            place = beside(old) if old.flow_style else span(value, key)
            yield from whole("remove", value, join(path, name), place, beside(new))
        else:
            yield from changes(value, news[name][1], join(path, name), (key, news[name][0]))
    for name, (key, value) in news.items():
        if name not in olds:
            place = beside(new) if new.flow_style else span(value, key)
            yield from whole("add", value, join(path, name), beside(old), place)


def join(path, name):
    return f"{path}.{name}" if path else name


def of_list(old, new, path):
    if old.flow_style != new.flow_style:
        yield Change("restyle", path, None)
    for i, j in aligned(old.value, new.value):
        if j is None:
            yield Change("remove", f"{path}[{i}]", plain(old.value[i]), item_span(old, i), beside(new))
        elif i is None:
            yield Change("add", f"{path}[{j}]", plain(new.value[j]), beside(old), item_span(new, j))
        else:
            yield from changes(old.value[i], new.value[j], f"{path}[{i}]")


def item_span(container, place):
    return beside(container) if container.flow_style else span(container.value[place])


def beside(container):
    """What the coming or going of a neighbour may touch: in brackets the commas."""
    return span(container) if container.flow_style else NOWHERE


def aligned(old, new):
    """Pairs of positions: equal beginnings and ends, between them entry by entry, or what came or went."""
    start = next((n for n, (a, b) in enumerate(zip(old, new)) if not alike(a, b)), min(len(old), len(new)))
    rest = list(zip(reversed(old[start:]), reversed(new[start:])))
    end = next((n for n, (a, b) in enumerate(rest) if not alike(a, b)), len(rest))
    olds, news = range(start, len(old) - end), range(start, len(new) - end)
    if len(olds) == len(news):
        return list(zip(olds, news))
    names = {plain(new[j]).get("id", j): j for j in news}
    pairs = [(i, names.pop(plain(old[i]).get("id", i), None)) for i in olds]
    return pairs + [(None, j) for j in names.values()]


def whole(op, node, path, old_span, new_span):
    """A map comes or goes key by key, a list entry by entry, so that no change depends on what was empty before."""
    if isinstance(node, MappingNode) and node.value:
        for key, value in node.value:
            yield from whole(op, value, f"{path}.{plain(key)}", old_span, new_span)
    elif is_list(node) and node.value:
        for i, item in enumerate(node.value):
            yield Change(op, f"{path}[{i}]", plain(item), old_span, new_span)
    else:
        yield Change(op, path, plain(node), old_span, new_span)


def stray_lines(old, new, found):
    """Lines that differ although nothing that changed stands in them; a new key may bring a blank line."""
    before = untouched(old.lines, removed(old, found) | old.lines_of(change.old_span for change in found))
    after = untouched(with_dashes(new, found), new.lines_of(change.new_span for change in found))
    may_part = any(change.op == "add" for change in found)
    place = 0
    for line in after:
        if place < len(before) and before[place] == line:
            place += 1
        elif line or not may_part:
            return [f"{line!r}, where {before[place : place + 1]} was"]
    return [f"{line!r} is gone" for line in before[place:]]


def with_dashes(new, found):
    """The lines, with the dash of an entry that got its id in front back where it stood: a line below."""
    lines = list(new.lines)
    for change in found:
        if change.op == "add" and change.path.endswith(".id"):
            at = min(new.lines_of([change.new_span]))
            dash = re.match(r"\s*-\s+", lines[at])
            if dash and lines[at + 1].startswith(" " * len(dash[0])):
                lines[at + 1] = dash[0] + lines[at + 1][len(dash[0]) :]
    return lines


def untouched(lines, touched):
    return [line for n, line in enumerate(lines) if n not in touched]


def removed(old, found):
    """The lines of what is gone, with the comments below it that are indented as its own."""
    lines = old.lines_of(change.old_span for change in found if change.op == "remove")
    for line in sorted(lines):
        indent = len(old.lines[line]) - len(old.lines[line].lstrip())
        while line + 1 < len(old.lines) and re.match(rf"\s{{{indent + 1},}}#", old.lines[line + 1]):
            line += 1
            lines.add(line)
    return lines


def lost_comments(old, new, found):
    """Comments that are gone, and not with their own entry; that came from nowhere; that changed their order."""
    gone = removed(old, found)
    before, after = old.comments(), [text for _, text in new.comments()]
    may_go = Counter(text for line, text in before if line in gone)
    in_words = old.lines_of(
        change.old_span for change in found if change.op == "set" and isinstance(change.value, list)
    )
    among_words = {text for line, text in before if line in in_words}
    before = [text for _, text in before]
    yield from (
        f"{'in a list of words ' * (text in among_words)}- {text}" for text in Counter(before) - Counter(after) - may_go
    )
    yield from (f"+ {text}" for text in Counter(after) - Counter(before))
    rest = iter(before)
    if not all(text in rest for text in after):
        yield "their order"

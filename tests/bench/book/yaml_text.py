"""Values to YAML as several hands would type it: flow or block, quoted or plain. No general emitter: it knows mappings,
lists, texts, dates and whole numbers, and quotes whatever could be read as anything but text."""

import json
import re
from dataclasses import dataclass
from datetime import date

PLAIN = re.compile(r"[A-Za-z가-힣][\w가-힣 .,;%/()'&+<=_-]*")
# An entry's id may begin with a digit; it is a text as long as it is none of the forms below it.
ID = re.compile(r"\d[a-z\d]*[a-z][a-z\d]*")
NUMBER_LIKE = re.compile(r"\d+(e\d+)?|0[xb][\da-f]+")
# Words that one YAML version or another reads as a truth value, nothing or a number.
RESERVED = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "inf", "nan"}


class Verbatim(str):
    """A scalar that is to stand in the file as it is: an amount with its cents, a text that looks like a number."""


@dataclass(frozen=True)
class Hand:
    """How this deal's author types."""
    quote: str = ""             # "", "'" or '"': used where nothing forces another
    quoted_dates: bool = False
    list_indent: int = 2
    flow_contacts: bool = True
    flow_meddic: bool = True
    flow_history: bool = True


def scalar(value, hand, in_flow):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return f'"{value}"' if hand.quoted_dates else str(value)
    if isinstance(value, (Verbatim, int)):
        return str(value)
    return text(value, hand, in_flow)


def text(value, hand, in_flow):
    # Ids and closed words have no blank in them; nobody quotes those.
    wanted = hand.quote if " " in value else ""
    if not wanted and is_plain(value, in_flow):
        return value
    if wanted == "'" or '"' in value:
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(value, ensure_ascii=False)


def is_plain(value, in_flow):
    if ID.fullmatch(value):
        return not NUMBER_LIKE.fullmatch(value)
    risky = value.lower() in RESERVED or value.endswith((" ", ",")) or (in_flow and "," in value)
    return bool(PLAIN.fullmatch(value)) and not risky


def flow(value, hand):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item, hand)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, hand) for item in value) + "]"
    return scalar(value, hand, in_flow=True)


def block(mapping, hand, indent):
    """The lines of a block mapping whose own values are scalars or flow."""
    return [f"{' ' * indent}{key}: {leaf(value, hand)}" for key, value in mapping.items()]


def leaf(value, hand):
    return flow(value, hand) if isinstance(value, (dict, list)) else scalar(value, hand, in_flow=False)


def items(entries, hand, in_flow):
    """The lines of a list of mappings."""
    dash = " " * hand.list_indent + "- "
    if in_flow:
        return [dash + flow(entry, hand) for entry in entries]
    return [line for entry in entries for line in block_item(entry, hand, dash)]


def block_item(entry, hand, dash):
    first, *others = block(entry, hand, len(dash))
    return [dash + first.lstrip(), *others]


def section(key, lines):
    return [f"{key}:", *lines]


def paragraph(key, header, lines):
    return [f"{key}: {header}", *(f"  {line}".rstrip() for line in lines)]

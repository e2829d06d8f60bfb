"""What a deal file may look like after a command, said without the program: the changes that have to be found.

A change is (op, path, value) as in reading.py. A value may be a function that says whether what was found will do.
"""

import re
from decimal import Decimal

from reading import same

CLOSED = ("won", "lost")
TRACKED = ["stage", "pipeline", "amount", "currency", "close_date", "owner", "forecast", "hold"]


def minted(value):
    """An id that the program made: no YAML reader takes it for a number."""
    return isinstance(value, str) and bool(re.fullmatch(r"[0-9a-hjkmnp-tv-z]{4,13}", value))


def some_text(value):
    return isinstance(value, str) and value != ""


class Perhaps:
    """A key that an entry may lack."""

    def __init__(self, value):
        self.value = value


def fits(wanted, found):
    if callable(wanted):
        return wanted(found)
    if isinstance(wanted, dict) and isinstance(found, dict):
        needed = {key for key, value in wanted.items() if not isinstance(value, Perhaps)}
        if not needed <= found.keys() <= wanted.keys():
            return False
        return all(fits(getattr(wanted[key], "value", wanted[key]), value) for key, value in found.items())
    return same(number(wanted), number(found))


def number(value):
    if isinstance(value, list):
        return [number(item) for item in value]
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def at(deal, path):
    """The value at a path, or None."""
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        if index:
            deal = deal[int(index)]
        else:
            deal = deal.get(name) if isinstance(deal, dict) else None
    return deal


def has(deal, path):
    parent, _, key = path.rpartition(".")
    holder = at(deal, parent) if parent else deal
    return isinstance(holder, dict) and key in holder


def put(deal, path, value):
    """The change that gives a key a value; without one it goes."""
    if value is None:
        return [("remove", path, lambda _: True)] if has(deal, path) else []
    if not has(deal, path) or isinstance(value, list) and not at(deal, path):
        return [("add", path, value)]
    return [] if fits(value, at(deal, path)) else [("set", path, value)]


def put_all(deal, path, values):
    """Every key that has a value; the others stay."""
    return [
        change for key, value in values.items() if value is not None for change in put(deal, f"{path}.{key}", value)
    ]


def append(deal, path, entry):
    """The change that puts an entry behind the others of a list."""
    entry = {key: value for key, value in entry.items() if value is not None}
    return [("add", f"{path}[{len(at(deal, path) or [])}]", entry)]


def history(deal):
    """The entries of history, or the one that a deal without any would have had."""
    if deal.get("history"):
        return deal["history"]
    first = {key: deal[key] for key in TRACKED if deal.get(key) is not None}
    # Nobody knows when a closed deal closed: its `created` day stays where it is.
    return [{"date": deal["created"], **first} if deal.get("created") and deal["stage"] not in CLOSED else first]


def in_order(entries):
    """As things happened: the first is the creation, the others go by day, those of one day by their order."""
    return [entries[0], *sorted(entries[1:], key=lambda entry: entry.get("date") or "")]


def fold(deal, entries, day="9999"):
    """The tracked fields after all entries up to a day; what none names was so from the beginning, of two fields."""
    state = {key: deal.get(key) for key in ("pipeline", "currency") if not any(key in entry for entry in entries)}
    for entry in in_order(entries):
        if (entry.get("date") or "") <= day:
            state |= {key: entry[key] for key in TRACKED if key in entry}
    return state


def on_day(deal, day):
    """What was so on a day; before the first entry, what the top says."""
    first = history(deal)[0].get("date") or ""
    return fold(deal, history(deal), day) if first <= day else {key: deal.get(key) for key in TRACKED}


def record(deal, day, fields, **rest):
    """A change of tracked fields: an entry in its place by day, and the top shows what history then adds up to."""
    entries, expected = history(deal), []
    if not deal.get("history"):
        expected = [("add", "history[0]", entries[0]), *(put(deal, "created", None) if "date" in entries[0] else [])]
    place = next((n for n, entry in enumerate(entries) if n and entry["date"] > day), len(entries))
    entry = {"date": day, **fields, **{key: value for key, value in rest.items() if value is not None}}
    now = fold(deal, [*entries[:place], entry, *entries[place:]])
    expected.append(("add", f"history[{place}]", entry))
    return expected + [change for key in fields for change in top(deal, key, now.get(key))]


def top(deal, key, value):
    """A field at the top that says nothing, as `amount: null` does, may stay so."""
    return [] if value is None and deal.get(key) is None else put(deal, key, value)


def mismatch(deal):
    """What the top says of the fields in which it differs from history; no forecast is the forecast `pipeline`."""
    default = {"forecast": "pipeline"}
    now, top_of = (
        default | {key: value for key, value in state.items() if value is not None}
        for state in (fold(deal, history(deal)), deal)
    )
    return {key: deal.get(key) for key in TRACKED if not same(number(top_of.get(key)), number(now.get(key)))}


def unexpected(found, needed, allowed):
    """What is missing and what is too much, in words."""
    rest = list(found)
    for op, path, value in needed:
        match = next((c for c in rest if (c.op, c.path) == (op, path) and fits(value, c.value)), None)
        if match:
            rest.remove(match)
        else:
            there = [c.value for c in rest if (c.op, c.path) == (op, path)]
            yield f"missing: {op} {path} {value}, there is {there}"
    for change in rest:
        if not any(
            op == change.op and re.fullmatch(path, change.path) and fits(value, change.value)
            for op, path, value in allowed
        ):
            yield f"unexpected: {change.op} {change.path} {change.value!r}"

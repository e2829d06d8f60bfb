"""Random commands on the rest of a deal: its fields, stages, hold, qualification, notes.

As in entries.py; a fifth value says which other changes are right: operation, pattern of the path, value.
"""

import re
from datetime import date, timedelta
from decimal import Decimal

from deals import AFTER_WIN, ELEMENTS, STAGES, TEAM, known
from entries import a_contact
from model import Perhaps, append, at, minted, mismatch, number, on_day, put, put_all, record, same, some_text

TEXT_FIELDS = [
    "name",
    "account",
    "source",
    "segment",
    "product",
    "profile.industry",
    "x.region",
    "x.new",
    "x.deep.more",
]
AMOUNTS = {
    "0": 0,
    "85,000.50": Decimal("85000.50"),
    "120000": 120000,
    "120k": 120_000,
    "1.2m": 1_200_000,
    "99999999999999": 99999999999999,
}


def own_value(typed):
    """A key of the team's own holds what it looks like: a number, true or false, else the text."""
    if typed in ("true", "false"):
        return typed == "true"
    return Decimal(typed) if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", typed) else typed


def assignment(draw):
    """A field, what is typed, and what it then is."""
    field = draw.pick(
        *TEXT_FIELDS,
        "profile.employees",
        "profile.ad_spend",
        "profile.tech",
        *(2 * ["owner", "amount", "currency", "close_date", "forecast"]),
    )
    if field != "name" and draw.often(0.15):
        return field, "", None
    if field in TEXT_FIELDS:
        typed = draw.text()
        return field, typed, own_value(typed) if field.startswith("x.") else typed
    day, amount, text = draw.day(0, 90), draw.pick(*AMOUNTS), draw.text()
    typed, value = {
        "profile.employees": ("240", 240),
        "profile.ad_spend": ("yes", True),
        "profile.tech": (f"no,{text}", ["no", *text.split(",")]),
        "owner": 2 * (draw.pick(*TEAM),),
        "amount": (amount, AMOUNTS[amount]),
        "currency": 2 * (draw.pick("EUR", "USD"),),
        "close_date": (day, day),
        "forecast": 2 * (draw.pick("commit", "best_case"),),
    }[field]
    return field, typed, value


def set_fields(draw, deal, on):
    said = known(why=draw.maybe(draw.text), by=draw.maybe(lambda: draw.pick(*TEAM)))
    wanted = {field: (typed, value) for field, typed, value in (assignment(draw) for _ in range(draw.pick(1, 1, 2)))}
    tracked = {
        key: value
        for key, (_, value) in wanted.items()
        if key in ("owner", "amount", "currency", "close_date", "forecast")
    }
    changed = {key: value for key, value in tracked.items() if not same(number(value), number(deal.get(key)))}
    expected = record(deal, on, changed, **said) if changed else []
    expected += [change for key, (_, value) in wanted.items() if key not in tracked for change in put(deal, key, value)]
    return "set", said, [f"{key}={typed}" for key, (typed, _) in wanted.items()], expected


def move(draw, deal, on):
    """`advance`, `move` and `reopen`, with a risk that is accepted or with the evidence that the gate asks for."""
    now = on_day(deal, on).get("stage")
    verb, target = draw.pick(
        ("advance", following(now)),
        ("advance --to", draw.pick(*STAGES)),
        ("move", draw.pick(*STAGES)),
        ("reopen --to", draw.pick(*STAGES)),
    )
    if now in ("won", "lost"):
        verb, target = "reopen --to", draw.pick(*STAGES)
    if target is None:
        return None
    said = known(why=draw.text() if verb != "advance" else None, by=draw.maybe(lambda: draw.pick(*TEAM)))
    flags, evidence, why, until = {}, [], draw.text(), draw.maybe(lambda: draw.day(1, 30))
    if draw.often(0.7):
        flags = {"accept-risk": why} | known(until=until)
    elif person := a_contact(draw, deal):
        element, text = draw.pick("identify_pain", "champion"), draw.text()
        flags, said["by"] = {"meddic": f"{element}=2", "evidence": text, "by": person}, None
        evidence = put_all(deal, f"meddic.{element}", {"score": 2, "evidence": text, "by": person, "date": on})
    risk = Perhaps({"why": why, "by": Perhaps(some_text)} | known(until=until))
    expected = record(deal, on, {"stage": target}, **said, accepted_risk=risk)
    verb, to = verb.split()[0], {"to": target} if "--to" in verb else {}
    allowed = [("add", r"followups\[\d+\]\.cancelled", on)] if verb == "reopen" else []
    return verb, known(**said) | flags | to, [target] if verb == "move" else [], evidence + expected, allowed


def following(stage):
    return STAGES[STAGES.index(stage) + 1] if stage in STAGES[:-1] else None


def close(draw, deal, on):
    said = known(why=draw.maybe(draw.text), by=draw.maybe(lambda: draw.pick(*TEAM)))
    held = {"hold": None} if on_day(deal, on).get("hold") else {}
    if draw.often(0.5):
        more = draw.pick({"reason": "no_decision"}, {"reason": "competitor", "competitor": 'Globex: "the" rival'})
        return "lose", said | more, [], record(deal, on, {"stage": "lost", **held}, **said, **more)
    expected, planned = record(deal, on, {"stage": "won", **held}, **said), dict(deal)
    for what, days in AFTER_WIN:
        due = str(date.fromisoformat(on) + timedelta(days=days))
        if not any(is_planned(entry, what, due) for entry in deal.get("followups") or []):
            entry = {"id": minted, "due": due, "what": what, "owner": Perhaps(some_text), "kind": "post_close"}
            expected += append(planned, "followups", entry)
            planned["followups"] = [*(planned.get("followups") or []), entry]
    return "win", said, [], expected


def is_planned(entry, what, due):
    return entry["what"] == what and (entry.get("due") == due or not entry.keys() & {"done", "cancelled"})


def hold(draw, deal, on):
    until, why = draw.day(1, 90), draw.text()
    return "hold", {"until": until, "why": why}, [], record(deal, on, {"hold": until}, why=why)


def resume(draw, deal, on):
    said = known(why=draw.maybe(draw.text))
    return "resume", said, [], record(deal, on, {"hold": None}, **said)


def note(draw, deal, on):
    text, before = draw.text(), deal.get("notes") or ""
    gap = "" if before == "" or before.endswith("\n") else "\n"
    after = f"{before}{gap}{on} {text}\n"
    # Where the notes end the file and it has no last newline, they have none either.
    return "note", {}, [text], put(deal, "notes", lambda found: found in (after, after.removesuffix("\n")))


def fix(draw, deal, on):
    """What only the top says is put into history, on the as-of day, which `on` is here, or that of the last entry."""
    entries, fields = deal.get("history") or [], mismatch(deal)
    day = max([on, *(entry["date"] for entry in entries if "date" in entry)])
    expected = append(deal, "history", {"date": day}) if entries and fields else []
    for _, _, entry in expected:
        entry.update(fields)
    return "check --fix", {}, [], expected, [("add", r"(objections|followups|meetings)\[\d+\]\.id", minted)]


def assess(draw, deal, on):
    """`meddic set`: new evidence or a new person brings its day; what was said of another person goes."""
    element, person = draw.pick(*ELEMENTS), a_contact(draw, deal)
    said = known(
        score=draw.maybe(lambda: draw.pick(0, 1, 2, 3)), evidence=draw.maybe(draw.text), by=draw.maybe(lambda: person)
    )
    path = f"meddic.{element}"
    own, lists = own_keys(draw, deal, element, path, on, person)
    dated = put(deal, f"{path}.date", on)
    flags = {key: value if isinstance(value, str) else str(value) for key, value in (said | own).items()}
    expected = put_all(deal, path, said | own) + [change for _, changes in lists for change in changes]
    if "evidence" in said or "by" in said:
        expected, dated = expected + dated, []
    other = "contact" in own and at(deal, f"{path}.contact") not in (None, person)
    gone = (
        r"\.(evidence|by|date|acts.*)"
        if other
        else r"\.kind"
        if "target" in own
        else r"\.(baseline|target|unit)"
        if "kind" in own
        else "-"
    )
    allowed = [(op, re.escape(place), value) for op, place, value in dated]
    return (
        "meddic set",
        flags | dict(flag for flag, _ in lists),
        [element],
        expected,
        [*allowed, ("remove", re.escape(path) + gone, lambda _: True)],
    )


def own_keys(draw, deal, element, path, on, person):
    """What only this element has: keys with one value, and lists as (flag, changes)."""
    text = draw.text().replace(":", "").strip()
    if element == "metrics":
        return draw.pick({}, {"baseline": Decimal("1.5"), "target": 6, "unit": text}, {"kind": "qualitative"}), []
    if element in ("economic_buyer", "champion") and person and draw.often(0.3):
        return {"contact": person}, []
    if element == "identify_pain":
        return known(owner=draw.maybe(lambda: person)), []
    if element == "champion":
        act = {"date": on, "what": text}
        is_there = act in (at(deal, f"{path}.acts") or [])
        return {}, [(("act", text), [] if is_there else append(deal, f"{path}.acts", act))]
    if element in ("decision_criteria", "decision_process") and draw.often(0.5):
        key, flag, name = (
            ("criteria", "criterion", "text") if element == "decision_criteria" else ("steps", "step", "what")
        )
        there = [entry[name] for entry in at(deal, f"{path}.{key}") or []]
        return {}, [((flag, text), [] if text in there else append(deal, f"{path}.{key}", {name: text}))]
    return {}, []


def teach(draw, deal, on):
    """A new insight takes the reaction to the old one away; another contact too."""
    said = known(to=draw.maybe(lambda: a_contact(draw, deal)), reaction=draw.maybe(draw.text))
    insight, before = draw.text(), at(deal, "challenger.teach") or {}
    stale = [
        key for key in ("to", "reaction") if key in before and key not in said and insight != before.get("insight")
    ]
    if "to" in said and said["to"] != before.get("to") and "reaction" in before and "reaction" not in said:
        stale = [*stale, "reaction"]
    expected = put_all(deal, "challenger.teach", {"insight": insight, **said})
    expected += [change for key in dict.fromkeys(stale) for change in put(deal, f"challenger.teach.{key}", None)]
    return "challenger teach", said, [insight], expected, put(deal, "challenger.teach.date", on)


def tailor(draw, deal, on):
    person = a_contact(draw, deal)
    if person is None:
        return None
    said = known(metric=draw.text(), message=draw.maybe(draw.text))
    there = [entry["contact"] for entry in at(deal, "challenger.tailor") or []]
    if person in there:
        expected = put_all(deal, f"challenger.tailor[{there.index(person)}]", said)
    else:
        expected = append(deal, "challenger.tailor", {"contact": person, **said})
    return "challenger tailor", said, [person], expected


def control(draw, deal, on):
    day = draw.day()
    return "challenger control", {"price-discussed": day}, [], put(deal, "challenger.take_control.price_discussed", day)


COMMANDS = [
    *(5 * [set_fields]),
    *(5 * [move]),
    close,
    close,
    hold,
    resume,
    note,
    note,
    fix,
    assess,
    assess,
    assess,
    teach,
    tailor,
    control,
]

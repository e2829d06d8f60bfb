"""Random commands on a deal's entries: contacts, follow-ups, meetings, activities, objections.

Each function gets the draw, the deal as it is and the day on which it happens, and answers with the words of the
command, its options, its arguments behind the deal, and the changes that it has to make; None where there is nothing
to do it to.
"""

from deals import CATEGORIES, TEAM, known
from model import Perhaps, append, minted, put, put_all, some_text


def one_of(draw, deal, key):
    """The position and id of an entry."""
    entries = [(n, entry["id"]) for n, entry in enumerate(deal.get(key) or []) if "id" in entry]
    return draw.pick(*entries) if entries else None


def people(deal):
    return [person["id"] for person in deal.get("contacts") or []]


def a_contact(draw, deal):
    return draw.pick(*people(deal)) if people(deal) else None


def add_followup(draw, deal, on):
    said = known(
        due=draw.maybe(lambda: draw.day(0, 60)), owner=draw.maybe(lambda: draw.pick(*TEAM)), kind=draw.maybe(draw.word)
    )
    entry = {"id": minted, "what": draw.text(), "owner": Perhaps(some_text), **said}
    return "followup add", said, [entry["what"]], append(deal, "followups", entry)


def settle_followup(draw, deal, on):
    if found := one_of(draw, deal, "followups"):
        verb, key = draw.pick(("done", "done"), ("cancel", "cancelled"))
        return f"followup {verb}", {}, [found[1]], put(deal, f"followups[{found[0]}].{key}", on)


def reschedule_followup(draw, deal, on):
    if found := one_of(draw, deal, "followups"):
        due, owner = draw.day(0, 60), draw.maybe(lambda: draw.pick(*TEAM))
        expected = put_all(deal, f"followups[{found[0]}]", {"due": due, "owner": owner})
        return "followup reschedule", known(owner=owner), [found[1], due], expected


def book_meeting(draw, deal, on):
    day = draw.day(-5, 60)
    said = known(kind=draw.maybe(draw.word), by=draw.maybe(lambda: draw.pick(*TEAM)))
    guests = draw.some(people(deal))
    entry = {
        "id": minted,
        "booked": on,
        "date": day,
        "by": Perhaps(some_text),
        **said,
        "with": guests or None,
        "status": "scheduled",
    }
    return "meeting book", said | ({"with": ",".join(guests)} if guests else {}), [day], append(deal, "meetings", entry)


def hold_meeting(draw, deal, on):
    agreed = draw.often(0.5)
    flags = {"next-step": True} if agreed else {}
    if draw.often(0.3):
        day, kind = draw.day(-30, 0), draw.word()
        entry = {
            "id": minted,
            "booked": Perhaps(day),
            "date": day,
            "kind": kind,
            "by": Perhaps(some_text),
            "status": "held",
        }
        return (
            "meeting held",
            flags | {"date": day, "kind": kind},
            [],
            append(deal, "meetings", entry | ({"next_step": True} if agreed else {})),
        )
    if found := one_of(draw, deal, "meetings"):
        expected = put_all(deal, f"meetings[{found[0]}]", {"status": "held", "next_step": True if agreed else None})
        return "meeting held", flags, [found[1]], expected


def miss_meeting(draw, deal, on):
    if found := one_of(draw, deal, "meetings"):
        verb, status = draw.pick(("no-show", "no_show"), ("cancel", "cancelled"))
        return f"meeting {verb}", {}, [found[1]], put(deal, f"meetings[{found[0]}].status", status)


def reschedule_meeting(draw, deal, on):
    if found := one_of(draw, deal, "meetings"):
        day = draw.day(-20, 60)
        return "meeting reschedule", {}, [found[1], day], put(deal, f"meetings[{found[0]}].date", day)


def add_activity(draw, deal, on):
    said = known(
        direction=draw.maybe(lambda: draw.pick("two_way", "outbound", "inbound")),
        note=draw.maybe(draw.text),
        by=draw.maybe(lambda: draw.pick(*TEAM)),
    )
    kind, guests = draw.word(), draw.some(people(deal))
    entry = {"date": on, "kind": kind, "with": guests or None, **said}
    return (
        "activity add",
        said | ({"with": ",".join(guests)} if guests else {}),
        [kind],
        append(deal, "activities", entry),
    )


def add_objection(draw, deal, on):
    said = known(
        category=draw.pick(*CATEGORIES),
        severity=draw.maybe(lambda: draw.pick("minor", "major", "blocker")),
        by=a_contact(draw, deal),
    )
    words = draw.text()
    return (
        "objection add",
        said,
        [words],
        append(deal, "objections", {"id": minted, "date": on, "words": words, **said}),
    )


def settle_objection(draw, deal, on):
    found = one_of(draw, deal, "objections")
    if not found:
        return None
    verb = draw.pick("acknowledge", "ask", "answer", "confirm", "end")
    text, more = draw.text(), draw.maybe(draw.text)
    key, values, flags, arguments = {
        "acknowledge": ("acknowledged", on, {}, []),
        "confirm": ("confirmed", on, {}, []),
        "ask": ("asked", {"date": on, "question": text, "cause": more}, known(cause=more), [text]),
        "answer": ("answered", {"date": on, "answer": text, "proof": more}, known(proof=more), [text]),
        "end": ("ended", {"date": on, "how": "withdrawn"}, {"how": "withdrawn"}, []),
    }[verb]
    path = f"objections[{found[0]}].{key}"
    expected = put(deal, path, values) if values == on else put_all(deal, path, values)
    return f"objection {verb}", flags, [found[1], *arguments], expected


def add_contact(draw, deal, on):
    roles = draw.some(["champion", "legal", "user"])
    said = known(title=draw.maybe(draw.text), id=draw.maybe(lambda: draw.id()))
    name, since = draw.text(), draw.maybe(draw.day, 0.2)
    entry = {"id": some_text, "name": name, **said, "roles": roles or None, "in_role_since": since}
    flags = said | known(role=",".join(roles) or None, since=since)
    return "contact add", flags, [name], append(deal, "contacts", entry)


def set_contact(draw, deal, on):
    if found := one_of(draw, deal, "contacts"):
        field = draw.pick("name", "title", "roles", "in_role_since")
        value = (
            {"roles": ["coach", "blocker"], "in_role_since": draw.day()}.get(field, draw.text())
            if draw.often(0.8)
            else None
        )
        typed = ",".join(value) if isinstance(value, list) else value or ""
        return "contact set", {}, [found[1], f"{field}={typed}"], put(deal, f"contacts[{found[0]}].{field}", value)


def remove_contact(draw, deal, on):
    if found := one_of(draw, deal, "contacts"):
        return "contact remove", {}, [found[1]], [("remove", f"contacts[{found[0]}]", lambda _: True)]


COMMANDS = [
    add_followup,
    settle_followup,
    settle_followup,
    reschedule_followup,
    book_meeting,
    hold_meeting,
    miss_meeting,
    reschedule_meeting,
    add_activity,
    add_objection,
    settle_objection,
    settle_objection,
    settle_objection,
    add_contact,
    set_contact,
    remove_contact,
]

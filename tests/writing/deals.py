"""Random deals as plain values, and the book they are in. Texts are such as break careless writers."""

from datetime import date, timedelta

TODAY = date(2026, 11, 23)
STAGES = ["lead", "talk", "offer", "closing"]
TEAM = ["mina", "jun", "한결"]
ELEMENTS = ["metrics", "economic_buyer", "decision_criteria", "decision_process", "identify_pain", "champion"]
CATEGORIES = ["price_budget", "timing_priority", "trust_risk", "other"]
AFTER_WIN = [("Thank-you note", 1), ("Review: what was promised?", 30)]
BOOK = f"""\
version: 1
currency: EUR
team: [{", ".join(f"{{id: {member}, name: {member}}}" for member in TEAM)}, {{id: gone, name: Gone, left: 2026-06-30}}]
pipelines:
  main:
    stages:
      - {{id: lead, probability: 0.1}}
      - {{id: talk, probability: 0.2, gate: {{contacts: 1}}}}
      - {{id: offer, probability: 0.5, gate: {{identify_pain: 2}}}}
      - {{id: closing, probability: 0.8, gate: {{champion: 2, amount: true}}}}
    after_win:
{"".join(f'      - {{kind: post_close, what: "{what}", days: {days}}}' + chr(10) for what, days in AFTER_WIN)}"""

TEXTS = [
    "Send the model",
    "ROI < 12 months, 3 plants",
    "007",
    "no",
    "null",
    "~",
    "2026-01-01",
    "1e3",
    "0x1F",
    "1_000",
    "12:30:45",
    "true",
    ".inf",
    "key: value",
    "- item",
    "# not a comment",
    "before # behind",
    'it\'s "so"',
    "back\\slash \\n",
    "{a}",
    "[b]",
    "*star",
    "&amp",
    "!bang",
    "%pct",
    "@at",
    "`tick`",
    "? what",
    "| bar",
    "> fold",
    "a, b",
    "<<",
    "=",
    "---",
    "... and so on",
    "한국어 메모: 담당자 확인",
    "e\u0301 와 é",
    "emoji 🎉",
    "Zürich",
    "nbsp\u00a0here",
    "x" * 300,
    "word " * 60 + "end",
    "tab\there",
    "two\nlines",
    "ends with:",
    "ends with #",
    "'quoted'",
    '"twice"',
    "a  b",
    "line\u2028separator",
    "zero\u200bwidth",
]
WORDS = ["call", "demo", "분기 검토", "on", "1", "2026-01-01", "kick off"]


class Draw:
    """Random values of a deal's kinds."""

    def __init__(self, random):
        self.random = random

    def often(self, share):
        return self.random.random() < share

    def text(self):
        return self.random.choice(TEXTS)

    def word(self):
        return self.random.choice(WORDS)

    def day(self, earliest=-200, latest=0):
        return str(TODAY + timedelta(days=self.random.randint(earliest, latest)))

    def pick(self, *values):
        return self.random.choice(values)

    def some(self, values):
        return self.random.sample(values, self.random.randint(0, len(values)))

    def maybe(self, make, share=0.5):
        return make() if self.often(share) else None

    def id(self):
        return self.random.choice("abcdefgh") + "".join(self.random.choices("0123456789abcdefgh", k=3))

    def money(self):
        return self.random.choice([0, 1, 85_000, 120_000, 10**12])


def known(**keys):
    """The keys that have a value."""
    return {key: value for key, value in keys.items() if value is not None}


def deal(draw):
    """Keys in the usual order or, sometimes, in any; keys and lists missing, empty or null."""
    contacts = [contact(draw, name) for name in draw.some(["jane", "raj", "김민수", "no"])]
    people = [person["id"] for person in contacts]
    lists = {
        "contacts": contacts,
        "objections": [objection(draw, people) for _ in range(draw.pick(0, 1, 2))],
        "followups": [followup(draw) for _ in range(draw.pick(0, 1, 3))],
        "meetings": [meeting(draw, people) for _ in range(draw.pick(0, 1, 3))],
        "activities": [activity(draw, people) for _ in range(draw.pick(0, 1, 2))],
    }
    whole = top(draw) | {key: entries for key, entries in lists.items() if entries or draw.often(0.3)}
    whole |= known(
        profile=draw.maybe(lambda: {"industry": "banking", "employees": 240, "tech": ["hubspot", "no"]}),
        meddic=draw.maybe(lambda: meddic(draw, people)),
        notes=draw.maybe(lambda: notes(draw)),
        challenger=draw.maybe(lambda: challenger(draw, people), 0.3),
        x=draw.maybe(lambda: {"region": draw.text(), "crm": 7, "deep": {"list": [1, "two"]}}),
    )
    if draw.often(0.1):
        whole["unknown_key"] = draw.pick("kept", {"a": [1]}, None)
    if draw.often(0.85):
        whole["history"] = history(draw, whole)
    elif draw.often(0.7):
        whole["created"] = draw.day(-200, -150)
    for key in draw.some(["contacts", "followups", "meetings", "history", "profile", "amount"])[:1]:
        if draw.often(0.2):
            whole.setdefault(key, None)
    keys = list(whole)
    if draw.often(0.2):
        draw.random.shuffle(keys)
    return {key: whole[key] for key in keys}


def top(draw):
    return known(
        name=draw.text().replace("\n", " "),
        account=draw.maybe(draw.text),
        owner=draw.maybe(lambda: draw.pick(*TEAM), 0.8),
        stage=draw.pick(*STAGES, *STAGES, "won", "lost"),
        amount=draw.maybe(draw.money, 0.8),
        currency=draw.maybe(lambda: draw.pick("EUR", "USD"), 0.2),
        close_date=draw.maybe(lambda: draw.day(-30, 90)),
        forecast=draw.maybe(lambda: draw.pick("commit", "pipeline"), 0.3),
        source=draw.maybe(draw.word),
        hold=draw.maybe(lambda: draw.day(1, 60), 0.1),
    )


def contact(draw, name):
    return known(
        id=name,
        name=draw.maybe(draw.text),
        title=draw.maybe(draw.text),
        roles=draw.maybe(lambda: draw.some(["user", "coach"])),
        in_role_since=draw.maybe(draw.day, 0.2),
    )


def objection(draw, people):
    return known(
        id=draw.id(),
        date=draw.day(-150, -100),
        by=draw.maybe(lambda: draw.pick(*people)) if people else None,
        category=draw.pick(*CATEGORIES),
        severity=draw.maybe(lambda: draw.pick("minor", "blocker")),
        words=draw.maybe(draw.text),
        acknowledged=draw.maybe(lambda: draw.day(-100, -95), 0.3),
        asked=draw.maybe(lambda: known(date=draw.day(-90, -85), question=draw.text()), 0.3),
        answered=draw.maybe(lambda: known(date=draw.day(-80, -75), answer=draw.text()), 0.4),
    )


def followup(draw):
    return known(
        id=draw.id() if draw.often(0.97) else None,
        due=draw.maybe(lambda: draw.day(-20, 40)),
        what=draw.text(),
        owner=draw.maybe(lambda: draw.pick(*TEAM)),
        kind=draw.maybe(draw.word),
        done=draw.maybe(draw.day, 0.2),
    )


def meeting(draw, people):
    day = draw.day(-100, 20)
    return known(
        id=draw.id(),
        booked=draw.maybe(lambda: draw.day(-150, -101)),
        date=day,
        kind=draw.maybe(draw.word),
        **{"with": draw.maybe(lambda: draw.some(people))},
        by=draw.maybe(lambda: draw.pick(*TEAM)),
        status=draw.pick("scheduled", "scheduled", "held", "no_show"),
    )


def activity(draw, people):
    return known(
        date=draw.day(),
        kind=draw.maybe(draw.word),
        **{"with": draw.maybe(lambda: draw.some(people))},
        direction=draw.maybe(lambda: draw.pick("two_way", "inbound")),
        note=draw.maybe(draw.text),
    )


def meddic(draw, people):
    return {
        element: known(
            score=draw.pick(0, 1, 2),
            evidence=draw.maybe(draw.text),
            by=draw.pick(*people) if people else None,
            date=draw.maybe(draw.day),
        )
        for element in draw.some(ELEMENTS)
    }


def challenger(draw, people):
    tailor = [known(contact=person, metric=draw.maybe(draw.text)) for person in draw.some(people)]
    return known(
        teach=draw.maybe(lambda: known(insight=draw.text(), reaction=draw.maybe(draw.text))), tailor=tailor or None
    )


def notes(draw):
    return draw.pick(
        "One line.\n", "두 줄\nsecond\n", "no end", "  indented\nthen not\n", "with # and: colon\n\nafter a gap\n"
    )


def history(draw, whole):
    """Lines in order of day whose fold is the top, save where somebody changed the top by hand."""
    days = sorted(draw.day(-200, 0) for _ in range(draw.pick(0, 1, 3)))
    first = {"date": draw.day(-230, -201), "stage": "lead"}
    lines = [
        first,
        *(
            {"date": day} | draw.pick({"stage": draw.pick(*STAGES)}, {"amount": draw.money(), "why": draw.text()})
            for day in days
        ),
    ]
    tracked = ("stage", "amount", "currency", "close_date", "owner", "forecast", "hold")
    now = {key: whole[key] for key in tracked if key in whole and draw.often(0.95)}
    return [*lines[:-1], lines[-1] | now]

"""From a plan to the dated lines of a history. The days are first counted from the creation; the last day is then laid on
the deal's end. What the deal's top says is the fold of these lines, so that the two cannot differ."""

from dataclasses import dataclass
from datetime import date, timedelta

from .config import LEFT_DAYS_AGO, LEFT_ID, STAYING, TEAM
from .pipelines import PIPELINES, dated_name
from .plan import amount
from .walk import Walk

TRACKED = ("stage", "pipeline", "amount", "currency", "close_date", "owner", "forecast", "hold")
ORDER = ("date", "pipeline", "stage", "amount", "currency", "close_date", "owner", "forecast", "hold", "by", "reason",
         "competitor", "why", "accepted_risk")


@dataclass
class Life:
    created: date
    entered: date               # the day on which the last open stage was entered
    end: date
    lines: list
    price: int                  # the last amount in euros, for rules with a threshold

    @property
    def now(self):
        return fold(self.lines)


def fold(lines):
    now = {}
    for line in lines:
        now.update({key: value for key, value in line.items() if key in TRACKED})
    return {key: value for key, value in now.items() if value is not None}


def live(chance, plan):
    walk = Walk(chance, plan)
    walk.go()
    created = plan.end - timedelta(days=walk.day)
    name_owner(chance, plan, walk.lines, created)
    price = name_money(chance, plan, walk)
    name_close_date(chance, plan, walk, created)
    if plan.recorded:
        name_forecast(chance, plan, walk)
        put_on_hold(chance, plan, walk, created)
        accept_risk(chance, plan, walk)
    if chance.often(0.6):
        sign(walk.lines)
    lines = [finish(line, plan, created) for line in walk.lines]
    return Life(created, created + timedelta(days=walk.entered), plan.end, lines, price)


def name_owner(chance, plan, lines, created):
    left = plan.as_of - timedelta(days=LEFT_DAYS_AGO)
    owner = chance.pick(TEAM)[0] if created < left else chance.pick(STAYING)
    lines[0]["owner"] = owner
    follower = chance.pick([member for member in STAYING if member != owner])
    if owner == LEFT_ID and plan.end >= left:
        hand_over(plan, lines, (left - created).days, follower, f"{LEFT_ID} left the team")
    elif len(lines) > 2 and chance.often(0.05):
        chance.pick(lines[1:-1])["owner"] = follower


def hand_over(plan, lines, day, owner, why):
    if not plan.recorded:
        lines[0]["owner"] = owner
        return
    place = sum(line["day"] <= day for line in lines)
    if place == len(lines) and not plan.is_open:
        place -= 1              # closed on that very day: the line of the closing stays the last
    lines.insert(place, {"day": day, "owner": owner, "why": why})


def name_money(chance, plan, walk):
    """The amount of the first line and of later ones; returns the last, in euros."""
    if plan.currency != "EUR" or chance.often(0.15):
        walk.lines[0]["currency"] = plan.currency
    if not plan.price:
        return 0
    prices = price_course(chance, plan)
    place_amounts(chance, plan, walk, prices, days_of_change(chance, plan, walk, len(prices)))
    if plan.outcome == "won" and plan.recorded and chance.often(0.005):
        walk.lines[-1].update(amount=0, why=walk.why("free"))
    return prices[-1]


def price_course(chance, plan):
    prices = [plan.price]
    for _ in range(chance.weighted(((0, 68), (1, 25), (2, 7)))):
        prices.append(max(1000, prices[-1] * chance.pick((80, 90, 115, 120, 140)) // 100))
    return prices


def days_of_change(chance, plan, walk, prices):
    """One day less than there are prices, or as many where the first price came late, yet before the last stage."""
    if not plan.recorded:
        return []
    if chance.often(0.12):
        return walk.some_days(prices, before=walk.entered)
    return walk.some_days(prices - 1)


def place_amounts(chance, plan, walk, prices, changes):
    """The last prices go to the days of change, the one before them to the first line."""
    cents = chance.pick((50, 90, 99)) if chance.often(0.06) else 0
    first, *later = prices[-len(changes) - 1:] if len(changes) < len(prices) else [0, *prices]
    converted = bool(first and later) and chance.often(0.04)
    if converted:
        walk.lines[0]["currency"] = "EUR"
    if first:
        walk.lines[0]["amount"] = amount(first, "EUR" if converted else plan.currency, cents)
    for day, price in zip(changes, later):
        reason = {"why": walk.why("amount")} if chance.often(0.7) else {}
        other = {"currency": plan.currency} if converted else {}
        walk.insert(day, amount=amount(price, plan.currency, cents), **other, **reason)


def name_close_date(chance, plan, walk, created):
    days = close_date_course(chance, plan, created)
    if plan.rank < 3 and chance.often(0.15):
        return
    late = plan.rank > 2 and chance.often(0.12)
    if late:
        days.insert(0, None)    # not known at first, yet before the last stage
    changes = walk.some_days(len(days) - 1, before=walk.entered if late else None) if plan.recorded else []
    first, *later = days[-len(changes) - 1:]
    if first:
        walk.lines[0]["close_date"] = first
    for day, new in zip(changes, later):
        reason = {"why": walk.why("close_date")} if chance.often(0.6) else {}
        walk.insert(day, close_date=new, **reason)


def close_date_course(chance, plan, created):
    """Expected closing days, the last one last. A push counts as one from eight days on."""
    last = final_close_date(chance, plan)
    moves = chance.weighted((((), 60), ((20,), 20), ((30,), 6), ((5,), 6), ((-25,), 6), ((14, 28), 2)))
    days = [last]
    for move in reversed(moves):
        days.insert(0, max(created + timedelta(days=5), days[0] - timedelta(days=move)))
    return [day for place, day in enumerate(days) if place == 0 or day != days[place - 1]]


def final_close_date(chance, plan):
    if not plan.is_open:
        return plan.end + timedelta(days=chance.between(-12, 25))
    if plan.trouble.startswith("past"):
        return plan.end - timedelta(days=chance.between(2, 9))
    ahead = sum(stage.days for stage in plan.stages[plan.rank:]) + plan.stage.days
    # Nobody closes within days from an early stage.
    return plan.end + timedelta(days=max(10, ahead * chance.between(60, 130) // 100))


def name_forecast(chance, plan, walk):
    line = walk.last_open_line()
    if plan.rank < 3:
        word = "omitted" if chance.often(0.04) else ""
    elif plan.at_last_stage and not plan.risk and not plan.trouble:
        word = chance.weighted((("commit", 50), ("best_case", 25), ("", 25)))
    else:
        word = chance.weighted((("best_case", 25), ("pipeline", 10), ("", 65)))
    if word:
        line["forecast"] = word


def put_on_hold(chance, plan, walk, created):
    if plan.held:
        day = walk.day - chance.between(0, min(20, walk.day - walk.entered))
        until = plan.as_of + timedelta(days=chance.between(5, 60))
        walk.insert(day, hold=until, why=walk.why("hold"))
    elif plan.resumed and walk.day > 20:
        begun, ended = walk.some_days(2)
        walk.insert(begun, hold=created + timedelta(days=ended + 7), why=walk.why("hold"))
        walk.insert(ended, hold=None)


def accept_risk(chance, plan, walk):
    if not plan.risk:
        return
    line = walk.last_open_line()
    line["accepted_risk"] = {"why": walk.why("risk")}
    if chance.often(0.7):
        line["accepted_risk"]["until"] = plan.end + timedelta(days=chance.between(8, 45))


def sign(lines):
    """Whoever owned the deal moved it."""
    owner = lines[0]["owner"]
    for line in lines[1:]:
        owner = line.get("owner", owner)
        if "stage" in line:
            line["by"] = owner


def finish(line, plan, created):
    """The line as the file has it: a date, the stage's name of that day, keys in the usual order."""
    dated = {**line, "date": created + timedelta(days=line["day"])}
    for stage in PIPELINES["standard"] + PIPELINES["enterprise"]:
        if dated.get("stage") == stage.id:
            dated["stage"] = dated_name(stage, dated["date"], plan.as_of)
    return {key: dated[key] for key in ORDER if key in dated}

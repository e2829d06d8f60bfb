"""What a deal is meant to become, drawn before its days are: pipeline, outcome, last rank, detours, money."""

from dataclasses import dataclass
from datetime import date, timedelta

from .pipelines import CURRENCIES, DEFAULT, PIPELINES, SETTLED
from .yaml_text import Verbatim

CLOSED_WITHIN = 1100            # days before as-of in which the closed deals ended


@dataclass
class Plan:
    as_of: date
    pipeline: str
    outcome: str                # won, lost or open
    end: date                   # the closing, or as-of
    rank: int = 1               # of the last open stage, from 1
    detour: str = ""            # back, reopen or none
    detour_rank: int = 0
    came_from: str = ""         # the pipeline it was in before
    recorded: bool = True       # False: an import's bare file without history
    trouble: str = ""           # the one thing that `deal check` is to find
    held: bool = False          # on hold at as-of
    resumed: bool = False       # was on hold once
    risk: bool = False          # its last stage was entered by an accepted risk
    currency: str = "EUR"
    price: int = 0              # in euros; 0 is unknown

    @property
    def stages(self):
        return PIPELINES[self.pipeline]

    @property
    def stage(self):
        return self.stages[self.rank - 1]

    @property
    def is_open(self):
        return self.outcome == "open"

    @property
    def at_last_stage(self):
        return self.rank == len(self.stages)

    @property
    def skips_new_stage(self):
        return self.end < self.as_of - timedelta(days=SETTLED)


def plan(chance, as_of):
    outcome = chance.weighted((("won", 35), ("lost", 30), ("open", 35)))
    pipeline = chance.weighted((("standard", 58), ("enterprise", 42)))
    end = as_of if outcome == "open" else as_of - timedelta(days=chance.between(1, CLOSED_WITHIN))
    made = Plan(as_of, pipeline, outcome, end)
    made.rank = last_rank(chance, made)
    if chance.often(0.045):
        as_import(made)
    else:
        choose_detours(chance, made)
        choose_state(chance, made)
    choose_money(chance, made)
    return made


def last_rank(chance, made):
    top = len(made.stages)
    if made.outcome == "won":
        return top if chance.often(0.95) else top - 1
    weights = (17, 17, 20, 20, 13, 13) if made.is_open else (22, 19, 20, 18, 10, 11)
    rank = chance.weighted(tuple(enumerate(weights, start=1)))
    gone = made.stages[rank - 1].new and made.skips_new_stage
    return rank - 1 if gone else rank


def as_import(made):
    """Imports know no history: they are won, or still at a stage that asks little."""
    made.recorded = False
    made.pipeline = DEFAULT
    if made.outcome == "lost":
        # A loss without a line could not say its reason.
        made.outcome, made.end = "open", made.as_of
    made.rank = min(made.rank, 2)
    if not made.is_open:
        made.end -= timedelta(days=91)      # too old to lack the follow-ups of a fresh win


def choose_detours(chance, made):
    made.detour = chance.weighted((("", 88), ("back", 7), ("reopen", 5)))
    if made.detour == "back" and made.rank < 2:
        made.detour = ""
    made.detour_rank = chance.between(2 if made.detour == "back" else 1, made.rank)
    if made.stages[made.detour_rank - 1].new or made.stages[made.detour_rank - 2].new:
        made.detour = ""
    if chance.often(0.04):
        made.came_from = next(name for name in PIPELINES if name != made.pipeline)


def choose_state(chance, made):
    made.risk = made.rank >= 3 and chance.often(0.06)
    made.held = made.is_open and chance.often(0.05)
    made.resumed = not made.held and made.detour != "reopen" and chance.often(0.03)
    if made.is_open and not made.held and chance.often(0.04):
        made.trouble = chance.pick(("aged", "silent", "past", "past_ignored", "overdue", "unlogged"))


def choose_money(chance, made):
    made.currency = chance.weighted((("EUR", 68), ("USD", 13), ("KRW", 9), ("GBP", 8), ("JPY", 2)))
    step, low, high = (250, 12, 260) if made.pipeline == "standard" else (1000, 35, 480)
    # The lesser of two draws: many small deals, few large ones.
    made.price = step * min(chance.between(low, high), chance.between(low, high))
    if chance.often(unknown_share(made)):
        made.price = 0


def unknown_share(made):
    if made.outcome == "won":
        return 0
    return 0.25 if made.rank < 4 else 0 if made.is_open else 0.04


def amount(price, currency, cents):
    """The price in that currency, rounded as a list price is, now and then with the cents of a special offer."""
    per_hundred, step = CURRENCIES[currency]
    units = max(step, price * per_hundred // 100 // step * step)
    if currency in ("KRW", "JPY") or not cents:
        return units
    return Verbatim(f"{units}.{cents:02d}")

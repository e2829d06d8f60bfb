"""The two pipelines of the book as the deals need them: order, typical days and gates. `config.py` writes what of this
differs from the presets; the rest must equal the presets, or `deal check` will find the book's deals wanting."""

from dataclasses import dataclass, field
from datetime import timedelta

# Days before as-of. Histories that are older still use the stages' former names, or lack the stage.
RENAMED = 420
INTRODUCED = 540
# A deal that ended this soon after a stage was introduced had passed that place before.
SETTLED = INTRODUCED - 150


@dataclass(frozen=True)
class Stage:
    id: str
    days: int
    gate: dict = field(default_factory=dict)
    optional: bool = False
    old_name: str = None
    new: bool = False


def need(metrics, buyer, criteria, process, pain, champion):
    scores = dict(metrics=metrics, economic_buyer=buyer, decision_criteria=criteria,
                  decision_process=process, identify_pain=pain, champion=champion)
    return {element: score for element, score in scores.items() if score}


PIPELINES = {
    "standard": (
        Stage("prospecting", 14),
        Stage("preparation", 7),
        Stage("approach", 14, need(0, 0, 0, 0, 1, 0)),
        Stage("presentation", 18, need(1, 1, 1, 0, 2, 1), old_name="demo"),
        Stage("objection_handling", 14, need(1, 1, 2, 1, 2, 1), optional=True),
        Stage("closing", 14, need(2, 2, 2, 2, 2, 2)),
    ),
    "enterprise": (
        Stage("high_level_demo", 14, need(0, 0, 0, 0, 1, 0), old_name="demo_1"),
        Stage("custom_demo_pov", 30, need(1, 1, 1, 1, 2, 1)),
        Stage("technical_win", 24, need(1, 1, 2, 1, 2, 2)),
        Stage("business_impact", 21, need(2, 1, 2, 2, 2, 2), new=True),
        Stage("economic_buyer", 14, need(2, 2, 2, 2, 2, 2)),
        Stage("negotiation", 21, need(2, 3, 2, 3, 2, 2)),
    ),
}
DEFAULT = "standard"
ELEMENTS = ("metrics", "economic_buyer", "decision_criteria", "decision_process", "identify_pain", "champion")

AFTER_WIN = (("Thank-you note", 1), ("Hand-over note", 2), ("Kickoff", 7), ("Delivery and satisfaction check", 30),
             ("Outcome against the metric", 90))

# Rates to the book's currency are in `config.py`. The yen has none there on purpose: its deals are counted, not priced.
# (currency, units of it to 100 euros, smallest step of a list price)
CURRENCIES = {"EUR": (100, 50), "USD": (109, 50), "GBP": (85, 50), "KRW": (161_000, 10_000), "JPY": (16_300, 1_000)}


def dated_name(stage, day, as_of):
    """What the stage was called on that day."""
    old = stage.old_name and day < as_of - timedelta(days=RENAMED)
    return stage.old_name if old else stage.id

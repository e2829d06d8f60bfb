"""The account of a deal and the people in it."""

from dataclasses import dataclass
from datetime import timedelta

from . import words

# Strides share no divisor with the lists' sizes: neighbours differ, and no name comes twice before all have come once.
LATIN_STRIDE = 7919
KOREAN_STRIDE = 1409
DEALS_PER_ACCOUNT = 3
# Well below the 50,000 from which the rules want two people: rates and rounding may lift an amount a little.
LARGE = 45_000


@dataclass(frozen=True)
class Account:
    name: str
    short: str                  # as people say it
    spelling: str               # as file names have it
    korean: bool = False


def account(number):
    """Three deals in a row share an account."""
    index = number // DEALS_PER_ACCOUNT
    return korean_account(index // 9) if index % 9 == 4 else latin_account(index)


def latin_account(index):
    size = len(words.FIRST_WORDS) * len(words.SECOND_WORDS) * len(words.LEGAL_FORMS)
    place = index * LATIN_STRIDE % size
    place, first = divmod(place, len(words.FIRST_WORDS))
    legal, second = divmod(place, len(words.SECOND_WORDS))
    parts = words.FIRST_WORDS[first], words.SECOND_WORDS[second]
    name = " ".join((*parts, words.LEGAL_FORMS[legal])) + branch(index // size)
    return Account(name, parts[0], "-".join(parts).lower())


def korean_account(index):
    size = len(words.KOREAN_FIRST) * len(words.KOREAN_SECOND) * len(words.KOREAN_TOWNS)
    place = index * KOREAN_STRIDE % size
    place, first = divmod(place, len(words.KOREAN_FIRST))
    town, second = divmod(place, len(words.KOREAN_SECOND))
    parts = words.KOREAN_FIRST[first], words.KOREAN_SECOND[second]
    short = parts[0][0] + parts[1][0]
    name = f"{words.KOREAN_TOWNS[town][0]} {short}" + branch(index // size)
    return Account(name, short, f"{parts[0][1]}-{parts[1][1]}", korean=True)


def branch(round_number):
    return f" {round_number + 1}" if round_number else ""


def contacts(chance, plan, life, korean):
    """The first is the economic buyer, the second the champion; where there is one only, that one is both."""
    known = {}
    for place in range(head_count(chance, plan, life.price)):
        person_id, name = person(chance, korean, known)
        known[person_id] = {"id": person_id, "name": name, "title": title(chance, place)}
    people = list(known.values())
    for place, entry in enumerate(people):
        entry["roles"] = roles(chance, place, len(people), plan)
        if place == 0 and chance.often(0.2):
            entry["in_role_since"] = life.created - timedelta(days=chance.between(40, 2000))
    return people


def head_count(chance, plan, price):
    if is_lone(plan, price) and chance.often(0.3):
        return 1
    least = 2 if price >= LARGE or plan.pipeline == "enterprise" else 1
    if plan.rank < 3:
        return max(least if price >= LARGE else 0, chance.weighted(((0, 6), (1, 54), (2, 40))) if plan.rank == 1 else least)
    return max(least, chance.weighted(((1, 15), (2, 50), (3, 27), (4, 8))))


def is_lone(plan, price):
    """An owner-run company: one person, a large amount, and an early stage that asks for no second one."""
    early = plan.rank == 1 or (plan.rank == 2 and plan.pipeline == "standard")
    return early and plan.is_open and price > 60_000 and plan.currency != "JPY"


def person(chance, korean, known):
    """Ids are first names; a namesake gets the initial of the family name or, failing that, a number."""
    if korean:
        name, spelling = chance.pick(words.KOREAN_PEOPLE)
        candidates = [spelling]
    else:
        given, family = chance.pick(words.GIVEN_NAMES), chance.pick(words.FAMILY_NAMES)
        name, candidates = f"{given} {family}", [given.lower(), f"{given}_{family[0]}".lower()]
    candidates += [f"{candidates[0]}_{count}" for count in range(2, 6)]
    return next(one for one in candidates if one not in known), name


def title(chance, place):
    return chance.pick(words.TITLES[("economic_buyer", "champion", "other")[min(place, 2)]])


def roles(chance, place, count, plan):
    if count == 1:
        return ["economic_buyer"] if plan.rank < 3 else ["economic_buyer", "champion"]
    if place == 0:
        return ["economic_buyer"]
    if place == 1:
        return ["champion"] if plan.rank > 2 else ["influencer"]
    return chance.pick(words.OTHER_ROLES)


def profile(chance):
    """Every known field passes the book's ICP; the unknown ones are simply absent."""
    known = {
        "industry": chance.pick(words.INDUSTRIES),
        "employees": chance.pick((14, 25, 60, 120, 240, 800, 2500, 11000)),
        "tech": chance.some(words.TOOLS, chance.between(1, 2)),
        "ad_spend": chance.often(0.6),
        "hiring": [chance.pick(words.OPENINGS)],
    }
    return {key: known[key] for key in chance.some(list(known), chance.between(2, 5))}

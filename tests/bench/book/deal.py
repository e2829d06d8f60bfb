"""One deal file: its place in the book and its bytes."""

from . import people, qualification, words, work
from .chance import Chance
from .life import live
from .plan import plan
from .scene import Scene
from .yaml_text import Hand, Verbatim, block, flow, items, leaf, paragraph, section

SCHEMA_LINE = "# yaml-language-server: $schema=../../../.dealfile/deal.schema.json"
WAIVER = "  # deal: ignore[close-date-past] The signed scan is on its way"
TOP = ("name", "account", "owner", "pipeline", "stage", "amount", "currency", "close_date", "forecast", "source", "segment",
       "product", "created")


def deal(number, seed, as_of):
    """(path below the book, bytes). Every deal has its own chance, so a small book is the beginning of a larger one."""
    chance = Chance(seed, number)
    made = plan(chance, as_of)
    life = live(chance, made)
    account = people.account(number)
    scene = Scene(chance, made, life, people.contacts(chance, made, life, account.korean), handwriting(chance))
    product = words.PRODUCTS[number % len(words.PRODUCTS)]
    path = f"deals/{life.created.year}/Q{(life.created.month + 2) // 3}/{account.spelling}-{number:06d}{suffix(chance)}"
    return path, encode(chance, sections(scene, top(scene, account, product)))


def suffix(chance):
    return ".yml" if chance.often(0.01) else ".yaml"


def handwriting(chance):
    return Hand(
        quote=chance.weighted((("", 82), ('"', 12), ("'", 6))),
        quoted_dates=chance.often(0.02),
        list_indent=chance.weighted(((2, 80), (0, 12), (4, 8))),
        flow_contacts=chance.often(0.65),
        flow_meddic=chance.often(0.6),
        flow_history=chance.often(0.93))


def top(scene, account, product):
    chance, life = scene.chance, scene.life
    facts = {"name": f"{account.short} {chance.pick(words.PROJECTS[product])}", "account": account.name, **life.now}
    facts |= {"source": chance.pick(words.SOURCES), "segment": segment(life.price), "product": product}
    if not scene.plan.recorded and chance.often(0.9):
        facts["created"] = life.created
    if scene.plan.pipeline == "enterprise":
        facts["pipeline"] = "enterprise"
    if scene.plan.currency != "EUR":
        facts["currency"] = scene.plan.currency
    return facts


def segment(price):
    return "small" if price < 15_000 else "mid_market" if price < 120_000 else "large"


def sections(scene, facts):
    """The deal's parts in the usual order, each a list of lines."""
    hand, chance = scene.hand, scene.chance
    parts = [top_lines(scene, facts)]
    if chance.often(0.75):
        parts.append([f"profile: {flow(people.profile(chance), hand)}"])
    parts += [contact_lines(scene), meddic_lines(scene), challenger_lines(scene), objection_lines(scene)]
    parts += [list_lines(scene, key, make(scene)) for key, make in
              (("followups", work.followups), ("meetings", work.meetings), ("activities", work.activities))]
    parts += [hold_lines(scene), ignore_lines(scene), note_lines(scene), own_key_lines(scene), history_lines(scene)]
    return [part for part in parts if part]


def top_lines(scene, facts):
    known = {key: facts[key] for key in TOP if key in facts}
    lines = block(known, scene.hand, 0)
    place = list(known).index("owner")
    if scene.chance.often(0.08):
        lines[place] += "   " + scene.chance.pick(words.COMMENTS)
    if scene.plan.trouble == "past_ignored" and "close_date" in known:
        lines[list(known).index("close_date")] += WAIVER
    return [SCHEMA_LINE, *lines] if scene.chance.often(0.3) else lines


def contact_lines(scene):
    return section("contacts", items(scene.contacts, scene.hand, scene.hand.flow_contacts)) if scene.contacts else []


def meddic_lines(scene):
    elements = qualification.meddic(scene)
    if scene.hand.flow_meddic:
        lines = block(elements, scene.hand, 2)
    else:
        lines = [line for name, told in elements.items() for line in [f"  {name}:", *block(told, scene.hand, 4)]]
    return section("meddic", lines) if lines else []


def challenger_lines(scene):
    parts = qualification.challenger(scene)
    return section("challenger", block(parts, scene.hand, 2)) if parts else []


def objection_lines(scene):
    found = qualification.objections(scene)
    return section("objections", items(found, scene.hand, in_flow=False)) if found else []


def list_lines(scene, key, entries):
    if entries:
        return section(key, items(entries, scene.hand, in_flow=True))
    return [f"{key}: []"] if scene.chance.often(0.03) else []


def hold_lines(scene):
    hold = scene.life.now.get("hold")
    return [f"hold: {leaf(hold, scene.hand)}"] if hold else []


def ignore_lines(scene):
    if len(scene.contacts) != 1 or not people.is_lone(scene.plan, scene.life.price):
        return []
    reason = {"rule": "single-threaded", "reason": "Owner-run company"}
    if scene.chance.often(0.5):
        reason["until"] = scene.plan.as_of.replace(month=1, day=31, year=scene.plan.as_of.year + 1)
    return section("ignore", items([reason], scene.hand, in_flow=True))


def note_lines(scene):
    if not scene.chance.often(0.25):
        return []
    header = scene.chance.weighted((("|", 80), ("|-", 12), (">-", 8)))
    found = scene.chance.some(words.NOTES, scene.chance.between(1, 2))
    return paragraph("notes", header, [line for note in found for line in note.split("\n")])


def own_key_lines(scene):
    if not scene.chance.often(0.2):
        return []
    # `no` is a text here, and so is a number with leading zeros: what people mean, not what YAML makes of it.
    own = {"region": scene.chance.pick((*words.REGIONS, Verbatim("no"))),
           "crm_id": Verbatim(f"{scene.chance.between(1, 99999):06d}"), "score": scene.chance.between(1, 100)}
    if scene.chance.often(0.2):
        own["fair"] = {"hall": scene.chance.between(1, 12), "talked_to": ["mina", "sara"]}
    return [f"x: {flow(own, scene.hand)}"]


def history_lines(scene):
    if not scene.plan.recorded:
        return []
    lines = section("history", items(scene.life.lines, scene.hand, scene.hand.flow_history))
    if scene.chance.often(0.03):
        lines.insert(1, " " * scene.hand.list_indent + scene.chance.pick(words.COMMENTS))
    return lines


def encode(chance, parts):
    """Most files are as an editor leaves them; a few come from Windows or end without a newline."""
    gap = "\n\n" if chance.often(0.8) else "\n"
    whole = gap.join("\n".join(part) for part in parts) + "\n"
    if chance.often(0.01):
        whole = whole.removesuffix("\n")
    if chance.often(0.01):
        whole = whole.replace("\n", "\r\n")
    mark = "\ufeff" if chance.often(0.005) else ""
    return (mark + whole).encode()

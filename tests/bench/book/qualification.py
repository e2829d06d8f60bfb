"""MEDDIC, Challenger and objections. Scores meet the gate of the deal's stage, save where its risk was accepted."""

from datetime import timedelta

from . import words
from .pipelines import ELEMENTS


def meddic(scene):
    if not scene.contacts:
        return {}
    found = {element: score_of(scene, element) for element in ELEMENTS}
    if scene.plan.risk:
        lower_one(scene, found)
    return {element: BUILDERS[element](scene, score) for element, score in found.items() if score}


def score_of(scene, element):
    least = scene.plan.stage.gate.get(element, 0)
    if not least:
        early = element in ("metrics", "identify_pain")
        return 1 if early and scene.plan.rank > 1 and scene.chance.often(0.3) else 0
    return min(3, least + scene.chance.often(0.15))


def lower_one(scene, found):
    """One element below the gate: what the accepted risk was about."""
    gate = scene.plan.stage.gate
    element = scene.chance.pick([element for element in ELEMENTS if gate.get(element, 0)])
    found[element] = gate[element] - 1


def evidence(scene, score, text, by, day=None):
    """Our own belief may stand alone; from score 2 on somebody said it on a day."""
    told = {"score": score, "evidence": text}
    if score > 1 or scene.chance.often(0.4):
        told |= {"by": by, "date": day or scene.fresh_day()}
    return told


def metrics(scene, score):
    chance = scene.chance
    if chance.often(0.2):
        return evidence(scene, score, chance.pick(words.QUALITATIVE), scene.anyone()) | {"kind": "qualitative"}
    sentence, unit, before, after = chance.pick(words.METRICS)
    baseline, target = chance.between(*before), chance.between(*after)
    told = evidence(scene, score, sentence.format(baseline, target, unit), scene.anyone())
    return told | {"baseline": baseline, "target": target, "unit": unit} if score > 1 else told


def economic_buyer(scene, score):
    told = evidence(scene, score, scene.chance.pick(words.BUYER), scene.buyer())
    return {"contact": scene.buyer(), **told}


def decision_criteria(scene, score):
    chance = scene.chance
    told = evidence(scene, score, chance.pick(words.CRITERIA_EVIDENCE), scene.champion())
    picked = chance.some(words.CRITERIA, 3 if score > 1 else 1)
    told["criteria"] = [{"text": text, "kind": kind, "position": chance.pick(words.POSITIONS)} for text, kind in picked]
    return told


def decision_process(scene, score):
    told = evidence(scene, score, scene.chance.pick(words.PROCESS), scene.buyer())
    close = scene.life.now.get("close_date")
    if close:
        told["steps"] = steps(scene, close)
    return told


def steps(scene, close):
    """The last step lies on or before the expected day of closing."""
    last = close - timedelta(days=scene.chance.between(0, 6))
    first = last - timedelta(days=scene.chance.between(7, 21))
    one, two = scene.chance.some(words.STEPS, 2)
    return [{"what": one, "owner": scene.champion(), "date": first}, {"what": two, "owner": scene.buyer(), "date": last}]


def identify_pain(scene, score):
    told = evidence(scene, score, scene.chance.pick(words.PAIN), scene.anyone())
    return told | {"owner": scene.anyone()} if score > 1 else told


def champion(scene, score):
    what, day = scene.chance.pick(words.CHAMPION), scene.fresh_day()
    told = evidence(scene, score, what, scene.champion(), day)
    return {"contact": scene.champion(), **told, "acts": [{"date": day, "what": what}]}


BUILDERS = {"metrics": metrics, "economic_buyer": economic_buyer, "decision_criteria": decision_criteria,
            "decision_process": decision_process, "identify_pain": identify_pain, "champion": champion}


def challenger(scene):
    chance = scene.chance
    if scene.plan.rank < 3 or not scene.contacts or not chance.often(0.18):
        return {}
    parts = {
        "teach": {"insight": chance.pick(words.INSIGHTS), "to": scene.buyer(), "date": scene.some_day(),
                  "reaction": chance.pick(words.REACTIONS)},
        "tailor": [tailored(chance, one["id"]) for one in scene.contacts[:2]],
        "take_control": {"price_discussed": scene.some_day()},
    }
    return {name: parts[name] for name in chance.some(list(parts), chance.between(1, 3))}


def tailored(chance, contact):
    metric, message = chance.pick(words.TAILORED)
    return {"contact": contact, "metric": metric, "message": message}


def objections(scene):
    if scene.plan.rank < 2 or not scene.contacts:
        return []
    count = scene.chance.weighted(((0, 72), (1, 23), (2, 5)))
    found = [objection(scene, *facts) for facts in scene.chance.some(words.OBJECTIONS, count)]
    return sorted(found, key=lambda entry: entry["date"])


def objection(scene, category, said, question, cause, answer, proof):
    handled = handling(scene, scene.some_day(), (question, cause, answer, proof))
    severity = scene.chance.weighted((("", 35), ("minor", 15), ("major", 38), ("blocker", 12)))
    if severity == "blocker" and not is_settled(handled) and scene.plan.is_open and scene.plan.rank > 3:
        severity = "major"      # late gates ask that no blocker be open
    entry = {"date": handled.pop("date"), "by": scene.anyone(), "category": category}
    if severity:
        entry["severity"] = severity
    return scene.with_id({**entry, "words": said, **handled})


def is_settled(handled):
    return "confirmed" in handled or "ended" in handled


def handling(scene, day, texts):
    """The loop as far as it got: raised, acknowledged, asked, answered, confirmed; or ended on the way."""
    question, cause, answer, proof = texts
    loop = (("acknowledged", 1, None), ("asked", 2, {"question": question, "cause": cause}),
            ("answered", 9, {"answer": answer, "proof": proof}), ("confirmed", 12, None))
    handled = {"date": day}
    for key, most_days, told in loop:
        day += timedelta(days=scene.chance.between(0, most_days))
        if day > scene.life.end or scene.chance.often(0.16):
            return given_up(scene, handled, day)
        handled[key] = {"date": day, **told} if told else day
    return handled


def given_up(scene, handled, day):
    if day <= scene.life.end and scene.chance.often(0.4):
        handled["ended"] = {"date": day, "how": scene.chance.pick(("accepted_risk", "withdrawn"))}
    return handled

"""Follow-ups, meetings and activities: what was done with the buyer and what is to be done next."""

from datetime import timedelta

from . import words
from .pipelines import AFTER_WIN


def meetings(scene):
    chance = scene.chance
    held = chance.weighted(((0, 30), (1, 45), (2, 25))) if scene.plan.rank < 3 else chance.weighted(((1, 65), (2, 35)))
    found = [past_meeting(scene, "held") for _ in range(held)]
    if chance.often(0.12):
        found.append(past_meeting(scene, chance.pick(("no_show", "cancelled"))))
    if scene.plan.trouble == "unlogged":
        found.append(unlogged_meeting(scene))
    if scene.plan.is_open and scene.plan.trouble != "silent" and chance.often(0.3):
        found.append(coming_meeting(scene))
    return [scene.with_id(entry) for entry in sorted(found, key=lambda entry: entry["date"])]


def past_meeting(scene, status):
    """Before the last stage was entered: the stages' gates ask for a meeting on the way in."""
    day = scene.day_between(scene.life.created, scene.life.entered)
    entry = meeting(scene, scene.day_between(scene.life.created, day), day, status)
    if status == "held" and scene.chance.often(0.7):
        entry["next_step"] = scene.chance.often(0.85)
    return entry


def unlogged_meeting(scene):
    day = max(scene.life.created, scene.life.end - timedelta(days=scene.chance.between(3, 8)))
    return meeting(scene, scene.day_between(scene.life.created, day), day, "scheduled")


def coming_meeting(scene):
    day = scene.life.end + timedelta(days=scene.chance.between(1, 18))
    booked = scene.life.end - timedelta(days=scene.chance.between(0, 6))
    return meeting(scene, max(booked, scene.life.created), day, "scheduled")


def meeting(scene, booked, day, status):
    entry = {"booked": booked, "date": day, "kind": scene.chance.pick(words.MEETING_KINDS)}
    if scene.contacts:
        entry["with"] = [scene.anyone()]
    return entry | {"by": scene.owner, "status": status}


def activities(scene):
    chance = scene.chance
    days = [scene.some_day() for _ in range(chance.weighted(((0, 45), (1, 45), (2, 10))))]
    if scene.plan.trouble == "silent":
        # Old enough for the rule, unless the whole deal is younger than that.
        days = [max(scene.life.created, min(day, scene.life.end - timedelta(days=20))) for day in days]
    found = [activity(scene, day, chance.pick(("two_way", "two_way", "outbound", "inbound"))) for day in days]
    if scene.plan.is_open and scene.plan.trouble != "silent":
        found.append(activity(scene, last_contact(scene), "two_way"))
    return sorted(found, key=lambda entry: entry["date"])


def last_contact(scene):
    return max(scene.life.created, scene.life.end - timedelta(days=scene.chance.between(0, 11)))


def activity(scene, day, direction):
    chance = scene.chance
    entry = {"date": day, "kind": chance.weighted((("call", 50), ("email", 35), ("demo", 12), ("letter", 3)))}
    if scene.contacts:
        entry["with"] = [scene.anyone()]
    entry["direction"] = direction
    if chance.often(0.6):
        entry["note"] = chance.pick(words.ACTIVITY_NOTES)
    return entry


def followups(scene):
    found = [old_followup(scene) for _ in range(scene.chance.weighted(((0, 50), (1, 38), (2, 12))))]
    if scene.plan.is_open:
        found += open_followups(scene)
    elif scene.plan.outcome == "won":
        found += after_win(scene)
    return [scene.with_id(entry) for entry in found]


def task(scene, due):
    entry = {"due": due, "what": scene.chance.pick(words.TASKS)}
    if scene.chance.often(0.7):
        entry["owner"] = scene.owner
    return entry | {"kind": scene.chance.pick(words.TASK_KINDS)}


def old_followup(scene):
    """Done early, on its day or late; or dropped."""
    due = scene.some_day()
    ended = min(scene.life.end, max(scene.life.created, due + timedelta(days=scene.chance.between(-2, 4))))
    return task(scene, due) | {scene.chance.weighted((("done", 85), ("cancelled", 15))): ended}


def open_followups(scene):
    if scene.plan.rank == 1 and scene.chance.often(0.3):
        return [{"what": scene.chance.pick(words.TASKS), "kind": "task"}] if scene.chance.often(0.4) else []
    late = scene.plan.trouble == "overdue"
    ahead = -scene.chance.between(1, 10) if late else scene.chance.between(0, 16)
    return [task(scene, scene.life.end + timedelta(days=ahead))]


def after_win(scene):
    """Fresh wins have the whole plan, as the rule asks; older ones what somebody wrote down."""
    age = (scene.plan.as_of - scene.life.end).days
    kept = AFTER_WIN if age <= 90 else scene.chance.some(AFTER_WIN, scene.chance.weighted(((0, 45), (1, 35), (2, 20))))
    return [after_win_step(scene, what, days) for what, days in kept]


def after_win_step(scene, what, days):
    due = scene.life.end + timedelta(days=days)
    entry = {"due": due, "what": what, "owner": scene.owner, "kind": "post_close"}
    return entry | {"done": due} if due < scene.plan.as_of else entry

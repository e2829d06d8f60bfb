"""A deal's way through its stages, in days since its creation."""

from . import words
from .pipelines import DEFAULT, PIPELINES


class Walk:
    """The moves of a deal through its stages, each on its day since the creation."""

    def __init__(self, chance, plan):
        self.chance, self.plan = chance, plan
        self.day = self.entered = 0
        self.rank = 1
        self.lines = []
        self.closed = ()        # the days between a loss and the deal's return

    @property
    def here(self):
        return self.plan.stages[self.rank - 1]

    def go(self):
        self.begin()
        for target in self.legs():
            self.climb(target)
        self.finish()

    def line(self, wait, **change):
        self.day += wait
        self.lines.append({"day": self.day, **change})
        if change.get("stage") not in ("won", "lost"):
            self.entered = self.day

    def why(self, kind):
        return self.chance.pick(words.WHYS[kind])

    def stay(self, stage):
        """Around the stage's typical days: from a third to nearly twice of them."""
        return max(1, stage.days * self.chance.between(35, 190) // 100)

    def begin(self):
        if not self.plan.recorded:
            self.rank = self.plan.rank
            self.line(0, stage=self.here.id if self.plan.is_open else "won")
        elif self.plan.came_from:
            self.transfer(PIPELINES[self.plan.came_from][0])
        else:
            self.start()

    def transfer(self, old):
        self.line(0, pipeline=self.plan.came_from, stage=old.id)
        self.line(self.stay(old), pipeline=self.plan.pipeline, stage=self.here.id, why=self.why("transfer"))

    def start(self):
        # The line names the pipeline or leaves it to the deal's top: both are legal.
        named = self.plan.pipeline != DEFAULT and self.chance.often(0.5)
        told = {"pipeline": self.plan.pipeline} if named else {}
        if self.plan.rank > 1 and self.plan.detour_rank != 1 and self.chance.often(0.02):
            self.rank = 2
            told["why"] = self.why("start")
        self.line(0, stage=self.here.id, **told)

    def legs(self):
        """Ranks to climb to, one after the other; on the way the detour."""
        if not self.plan.recorded:
            return
        if self.plan.detour:
            yield self.plan.detour_rank
            self.take_detour()
        yield self.plan.rank

    def climb(self, target):
        while self.rank < target:
            step = self.next_rank(target)
            skipped = [stage for stage in self.plan.stages[self.rank:step - 1] if not stage.optional]
            reason = {"why": self.why("new" if skipped[0].new else "skip")} if skipped else {}
            stay, self.rank = self.stay(self.here), step
            self.line(stay, stage=self.here.id, **reason)

    def next_rank(self, target):
        step = self.rank + 1
        while step < target and self.passes_by(self.plan.stages[step - 1]):
            step += 1
        return step

    def passes_by(self, stage):
        if stage.new and self.plan.skips_new_stage:
            return True
        return self.chance.often(0.4 if stage.optional else 0.03)

    def take_detour(self):
        if self.plan.detour == "back":
            self.go_back()
        else:
            self.come_again()

    def go_back(self):
        stay = self.stay(self.here)
        self.rank -= 1
        self.line(stay, stage=self.here.id, why=self.why("back"))

    def come_again(self):
        self.line(self.stay(self.here), stage="lost", **self.loss())
        lost = self.day
        self.line(self.chance.between(12, 80), stage=self.here.id, why=self.why("reopen"))
        self.closed = range(lost, self.day)

    def finish(self):
        if self.plan.is_open:
            self.day += self.open_stay()
        elif self.plan.recorded:
            outcome = self.loss() if self.plan.outcome == "lost" else self.win()
            self.line(self.stay(self.here), stage=self.plan.outcome, **outcome)

    def open_stay(self):
        """Deals that stay too long are a finding, so there are few of them."""
        low, high = (220, 300) if self.plan.trouble == "aged" else (0, 105)
        return self.here.days * self.chance.between(low, high) // 100

    def win(self):
        return {} if self.plan.at_last_stage else {"why": self.why("skip")}

    def loss(self):
        reason = self.chance.weighted(words.LOSSES)
        told = {"reason": reason}
        if reason == "competitor":
            told["competitor"] = self.chance.pick(words.COMPETITORS)
        if self.chance.often(0.35):
            told["why"] = self.chance.pick(words.LOSS_WHYS)
        return told

    def insert(self, day, **change):
        """A line of its own on that day, behind those that are there."""
        place = sum(line["day"] <= day for line in self.lines)
        self.lines.insert(place, {"day": day, **change})

    def some_days(self, count, before=None):
        """Open days strictly between creation and end, in order; fewer where the life is too short."""
        days = [day for day in range(1, self.day if before is None else before) if day not in self.closed]
        return self.chance.some(days, min(count, len(days)))

    def last_open_line(self):
        return next(line for line in reversed(self.lines) if line.get("stage") not in (None, "won", "lost"))

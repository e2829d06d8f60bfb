"""One deal while it is written: what its parts need to know of each other."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

from .chance import Chance
from .life import Life
from .plan import Plan
from .yaml_text import NUMBER_LIKE, Hand, flow

# In these days before as-of everything that an open deal has to keep fresh was last seen to.
FRESH_DAYS = 25
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass
class Scene:
    chance: Chance
    plan: Plan
    life: Life
    contacts: list
    hand: Hand
    ids: set = field(default_factory=set)

    @property
    def owner(self):
        return self.life.now["owner"]

    def buyer(self):
        return self.contacts[0]["id"]

    def champion(self):
        return self.contacts[min(1, len(self.contacts) - 1)]["id"]

    def anyone(self):
        return self.chance.pick(self.contacts)["id"]

    def some_day(self):
        return self.day_between(self.life.created, self.life.end)

    def fresh_day(self):
        """A day whose evidence still counts in full; of a closed deal any day of its life."""
        recent = self.life.end - timedelta(days=FRESH_DAYS)
        return self.day_between(max(self.life.created, recent if self.plan.is_open else self.life.created), self.life.end)

    def day_between(self, low, high):
        return low + timedelta(days=self.chance.between(0, (high - low).days))

    def with_id(self, entry):
        """The entry with an id from the hash of its own content, as `deal` itself mints it."""
        digest = hashlib.sha256(flow(entry, Hand()).encode()).digest()
        letters = "".join(CROCKFORD[byte % 32] for byte in digest)
        length = next(size for size in range(4, 32) if self.is_free(letters[:size]))
        self.ids.add(letters[:length])
        return {"id": letters[:length], **entry}

    def is_free(self, entry_id):
        return entry_id not in self.ids and not NUMBER_LIKE.fullmatch(entry_id)

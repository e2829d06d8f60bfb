"""Seeded chance. It rests on `Random.random()` alone, the one method whose sequence Python promises to keep between
versions, and on whole numbers, so that every machine draws the same book."""

from random import Random


class Chance:
    def __init__(self, *path):
        # A text seed is hashed the same way everywhere; a tuple's hash would not be.
        self._draw = Random(":".join(str(part) for part in path)).random

    def often(self, share):
        return self._draw() < share

    def between(self, low, high):
        """A whole number from low to high, both included; low where the two cross."""
        return low + int(self._draw() * (max(high, low) - low + 1))

    def pick(self, items):
        return items[int(self._draw() * len(items))]

    def weighted(self, table):
        """One key of (key, weight) pairs, whose weights are whole numbers."""
        left = self.between(1, sum(weight for _, weight in table))
        for key, weight in table:
            left -= weight
            if left <= 0:
                return key

    def some(self, items, count):
        """`count` different items, in the order in which they were given."""
        places = list(range(len(items)))
        while len(places) > count:
            places.pop(int(self._draw() * len(places)))
        return [items[place] for place in places]

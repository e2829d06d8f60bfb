#!/usr/bin/env python3
"""Every command and flag that `--help` tells of, with what does not belong there, in right, evil and broken books.

    run.py [DEAL] [--tries N] [--seed K] [--only WORDS]

DEAL is the program, target/debug/deal where none is named. `--tries 9000` is the short form, which takes so many
command lines in random order, the same for a seed; without it everything is tried. `--only` keeps the command lines in which the words are.
Nothing may panic, take over 5 s or 500 MB, end with another exit code than 0 to 3, let a control character through, or
make a file where none belongs.
"""

import argparse
import contextlib
import os
import re
import resource
import shlex
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.dont_write_bytecode = True

import books  # noqa: E402
from program import run  # noqa: E402
from values import DEVICES, IDS, NASTY, NEEDS, PARTS, RIGHT, RIGHT_FOR, VARIABLES  # noqa: E402
from walk import walk  # noqa: E402

SECONDS, MEGABYTES = 5, 500
# Books with files that no reader may wait for.
BLOCKED = "pipe", "endless", "long", "long_config", "links"
BOOK = "a/b/book"
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None
FORMATS = ["text", "table", "full", "concise", "json", "csv", "markdown"]
# What no terminal may get: C0, DEL, C1, soft hyphen, marks of direction, invisible characters, broken bytes.
RAW = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
WINDOWS = re.compile(r'(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?|.*[<>:"|?*\\\x00-\x1f].*|.*[. ]')


class Trial(NamedTuple):
    book: str
    line: tuple
    variables: tuple = ()
    is_terminal: bool = False

    def __str__(self):
        short = shlex.join(word if len(word) < 80 else f"{word[:20]}...{len(word)}" for word in self.line)
        variables = "".join(f"{name}={shlex.quote(value[:80])} " for name, value in self.variables)
        return f"{self.book} book{', terminal' * self.is_terminal}: {variables}deal {repr(short)[1:-1]}"


def main():
    args = arguments()
    began, done, faults = time.time(), Counter(), []
    commands = list(walk(partial(ask, args.deal)))
    kinds = mixed(Random(args.seed), bases(commands), nasties(commands), variables(), blocked(BLOCKED))
    trials = [trial for trial in kinds if args.only in str(trial)][: args.tries]
    with ProcessPoolExecutor(initializer=limit) as pool:
        for trial, found in zip(
            trials, pool.map(partial(attempt, args.deal), trials, chunksize=16)
        ):
            done["tried"] += 1
            faults += [f"{trial}: {words}" for words in found]
    print("\n".join(faults))
    useless = [" ".join(command.words) for command in commands if not works(args.deal, command)]
    print(f"  refuse what should be right, so are not crawled deeply: {useless}")
    seconds = time.time() - began
    tried = f"{done['tried']:,} command lines of {len(commands)} commands"
    print(f"seed {args.seed}: {tried} in {seconds:.0f} s, {len(faults)} faults")
    return bool(faults or useless or not done["tried"])


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deal", nargs="?", default="target/debug/deal", type=os.path.abspath)
    parser.add_argument("--tries", type=int)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", default="")
    return parser.parse_args()


def ask(deal, words):
    return subprocess.run([deal, *words], capture_output=True, text=True, check=True).stdout


def mixed(random, *kinds):
    """In random order, of each kind as many at any time, so that a short run has something of each."""
    kinds = [list(kind) for kind in kinds]
    for kind in kinds:
        random.shuffle(kind)
    return [trial for group in zip_longest(*kinds) for trial in group if trial is not None]


def right(command, place):
    """A value that should do at a place."""
    if place.words:
        return place.words[0]
    names = [place.name, *re.split(r"\||=| or ", place.name)]
    known = RIGHT | {"ID": IDS.get(command.words[0])} | RIGHT_FOR.get(" ".join(command.words), {})
    return next((known[name] for name in names if known.get(name)), "word")


def line(command, place=None, value=None, extra=()):
    """A command line: what is required is right, and at one place stands the value."""
    options, positions = [], []
    needs = [word for word in NEEDS.get(" ".join(command.words), ()) if not replaces(place, word)]
    for other in command.required:
        if other is place or (place and place.flag and other.flag == place.flag):
            continue
        options += [f"{other.flag}={right(command, other)}"] if other.flag else []
        positions += [] if other.flag else [right(command, other)]
    if place and place.flag:
        options += [f"{place.flag}={value}"] if place.flag.startswith("--") else [place.flag, value]
    elif place:
        order = [other for other in command.places if not other.flag]
        positions = [value if other is place else right(command, other) for other in order[: order.index(place) + 1]]
    return (*command.words, *options, *extra, *positions, *needs)


def replaces(place, word):
    return place is not None and (word.startswith(f"{place.flag}=") if place.flag else not word.startswith("--"))


def bases(commands):
    """Every command as it should be, with each switch and format, in each book; what it has no name for is `acme`."""
    for command in commands:
        formats = [f"--format={word}" for word in FORMATS if any(place.flag == "--format" for place in command.places)]
        for extra in ["", *command.switches, *formats]:
            for book in ("plain", "evil", "evil_ids", "broken"):
                words = line(command, extra=[extra] if extra else [])
                yield from (Trial(book, words, is_terminal=is_terminal) for is_terminal in (False, True))


def nasties(commands):
    for command in commands:
        for place in command.places:
            for value in nasty(command, place):
                yield Trial("plain", line(command, place, value))


def nasty(command, place):
    """Values for one place. Nothing is written by an absolute path, so that a fault cannot hit the machine."""
    reads = place.name in ("FILE", "MAP.yaml", "MAP")
    writes = place.flag == "-C" or place.name == "DIR" or "FILE]" in place.name
    values = [value for value in NASTY if not (writes and value.startswith("/"))] + (DEVICES if reads else [])
    yield from values
    for name in re.split(r"\||\[| or ", place.name):
        yield from (form.replace("{}", value) for form in PARTS.get(name, []) for value in values)


def variables():
    for name in VARIABLES:
        for value in NASTY:
            for words in ("list", "show acme", "check", "report pipeline --chart", "note acme Words"):
                yield Trial("plain", tuple(words.split()), ((name, value),))
    for count in ("0", "5000", "65536", "4294967296", "18446744073709551615"):
        yield Trial("plain", ("check",), (("RAYON_NUM_THREADS", count),))


def blocked(names):
    for book in names:
        for words in ("list", "show acme", "path x", "check", "report pipeline", "note acme Words", "new Globex"):
            yield Trial(book, tuple(words.split()))


def limit():
    """Of a worker and so of what it starts: no fault may take the machine down."""
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 << 30, 2 << 30))


# They need two histories that meet; `tests/git` tries them.
OF_TWO_HISTORIES = ("merge", "merge-driver run")


def works(deal, command):
    """Whether the command, given what should be right, does something; a group of commands alone does not."""
    if " ".join(command.words) in OF_TWO_HISTORIES:
        return True
    with sandbox("repository") as folder:
        if tuple(command.words) == ("undo",):
            run([deal, "note", "acme", "to be undone"], f"{folder}/{BOOK}")
        result = run([deal, *line(command)], f"{folder}/{BOOK}")
        return result.code in (0, 1) or "Usage:" in result.printed + result.said


def attempt(deal, trial):
    """What is wrong with it."""
    with sandbox(trial.book) as folder:
        before = set(Path(folder).rglob("*"))
        result = run([deal, *trial.line], f"{folder}/{BOOK}", trial.variables, trial.is_terminal)
        new = [str(path.relative_to(folder)) for path in set(Path(folder).rglob("*")) - before if path.is_file()]
    return [*judge(trial, result), *misplaced(trial, new)]


@contextlib.contextmanager
def sandbox(name):
    """A book deep enough in a folder of its own that `../..` is still in it."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        getattr(books, name)(f"{folder}/{BOOK}")
        books.devices(f"{folder}/{BOOK}")
        yield folder


def judge(trial, result):
    both = result.printed + result.said
    if result.code not in (0, 1, 2, 3) or "panicked at" in both:
        yield f"exit code {result.code}: {both[:300]!r}"
    if result.busy > SECONDS or result.code == -9:
        yield f"takes {result.busy:.1f} s of work, {result.passed:.1f} s in all"
    if result.megabytes > MEGABYTES:
        yield f"takes {result.megabytes} MB"
    exports = [*trial.line[:2]] in (["export", "csv"], ["export", "jsonl"])
    is_data = not trial.is_terminal and (exports or {"--format=json", "--format=csv"} & {*trial.line})
    printed = "" if is_data else result.printed.replace("\r\n", "\n").removeprefix("\ufeff")
    for where, text in ("stdout", printed), ("stderr", result.said):
        if found := RAW.search(text):
            yield f"prints {found[0]!r} to {where}: {text[max(0, found.start() - 60) : found.end() + 20]!r}"


def misplaced(trial, new):
    """Files where none belongs, and names that not every system can hold. `init`, `man` and a FILE go where they are told."""
    for path in new:
        if not path.startswith((f"{BOOK}/deals/", f"{BOOK}/.dealfile/")) and trial.line[0] not in ("init", "check", "man", "agents", "export"):
            yield f"makes {path!r}"
        if WINDOWS.fullmatch(Path(path).name) and trial.line[0] not in ("check", "man"):
            yield f"makes a file of the name {Path(path).name!r}"


if __name__ == "__main__":
    sys.exit(main())

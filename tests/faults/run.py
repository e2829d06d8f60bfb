#!/usr/bin/env python3
"""Every writing command, with each of its system calls failing once, and killed at each (Linux, strace).

    run.py [DEAL] [--tries N] [--seed K] [--only WORDS]

DEAL is the program, target/debug/deal where none is named. `--tries 1000` is the short form, which takes so many
places in random order, the same for a seed; without it every place is tried, with several errors each. `--only` keeps the
commands in which the words are. Afterwards each file has to be the old one or the new one, the exit code 3 where the
change is not there, and nothing said that is not so; then the command is given again, and has to work.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.dont_write_bytecode = True

from book import COMMANDS, FILES  # noqa: E402

# What is known: a name, and a pattern for what is said of it. The last two are meant so: what somebody typed is kept for
# the next edit, and an import that a kill has cut is finished first, whose rows the same import then finds.
KNOWN = {
    "init leaves behind what it had written": r"deal init .* error=\w+: is half",
    "import is half done when it is killed": r"deal import .* signal=KILL: is half",
    "an edit that failed keeps what was typed": r"deal edit .*: leaves deals/\.acme\.edit\.yaml behind",
    "an import finishes a killed one": r"deal import .*a second time it ends with 2: 'finished an import",
}

# The errors of a call; the first is that of the short form.
ERRORS = {
    "openat": ["EACCES", "EMFILE", "EINTR"],
    "write": ["ENOSPC", "EIO", "EINTR"],
    "read": ["EIO", "EINTR"],
    "flock": ["ENOLCK", "EINTR"],
    "mkdir": ["ENOSPC", "EROFS"],
    "renameat": ["EACCES", "EXDEV"],
    "renameat2": ["EACCES", "EINVAL"],
    "fsync": ["EIO", "ENOSPC"],
}
OTHERS = ["EIO", "EACCES"]
SKIPPED = r"mmap|execve|access|ioctl|dup\d?|e?poll.*|eventfd2|pipe2|socketpair|fcntl|lseek"
UNCHANGED = re.compile(r"nothing (was|is) (changed|written)|stays as it was|(was|is) not (changed|written)")
LINE = r"(?:(\d+) +)?(\w+)\(([^,)]*)(?=(?:.*\W)?(\w+)$)(.*)"
LEFTOVER = re.compile(r"\.deal-[^/]*\.tmp$")
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None


class Result(NamedTuple):
    code: int
    said: str
    files: dict


class Place(NamedTuple):
    """The how-manieth call of a name, and what happens there."""

    command: object
    call: str
    number: int
    what: str

    def __str__(self):
        return f"deal {' '.join(self.command.words)}: {self.call} {self.number} {self.what}"


def main():
    args = arguments()
    began, done, faults = time.time(), Counter(), []
    chosen = [words for words in COMMANDS if args.only in " ".join(words)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        commands = list(pool.map(partial(Command, args.deal), chosen))
        places = [place for command in commands for place in command.places(bool(args.tries))]
        Random(args.seed).shuffle(places)
        places = places[: args.tries]
        for place, found in zip(places, pool.map(attempt, places)):
            done["tried"] += 1
            for words in found:
                name = next((name for name, pattern in KNOWN.items() if re.search(pattern, f"{place}: {words}")), None)
                done[name] += 1
                faults += [f"{place}: {words}"] if name is None else []
    print("\n".join(faults))
    for name in KNOWN:
        print(f"  known: {name}: {done[name]} times")
    seconds = time.time() - began
    print(f"seed {args.seed}: {done['tried']:,} places in {seconds:.0f} s, {len(faults)} faults")
    return bool(faults or done["tried"] < 100)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deal", nargs="?", default="target/debug/deal", type=os.path.abspath)
    parser.add_argument("--tries", type=int)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", default="")
    return parser.parse_args()


class Command:
    """A writing command, what it calls, and what it does where nothing fails."""

    def __init__(self, deal, words):
        self.deal, self.words = deal, words
        # The threads are followed, an editor is not.
        self.strace = ["strace", "-qq", *([] if words[0] == "edit" else ["-f"])]
        with book() as folder:
            self.before, self.calls = files(folder), self.trace(folder)
        with book() as folder:
            self.clean = self.run(folder)
        paths = self.before | self.clean.files
        self.changed = {path for path in paths if self.before.get(path) != self.clean.files.get(path)}
        assert self.changed and self.clean.code in (0, 1), f"{words}: {self.clean}"

    def run(self, folder, *strace, words=None):
        environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "DEAL_AS_OF": "2026-11-23"}
        environment |= {"RAYON_NUM_THREADS": "1", "EDITOR": f"sh {folder}/editor"}
        command = [*strace, self.deal, *(words or self.words)]
        done = subprocess.run(command, cwd=folder, env=environment, stdin=-3, capture_output=True, timeout=60)
        return Result(done.returncode, (done.stdout + done.stderr).decode(errors="replace"), files(folder))

    def trace(self, folder):
        """Every (call, number) on files, from the first look at the book on, and whether it ends the listing of a
        folder: that this fails is no error to Rust's library but a panic.
        """
        with tempfile.NamedTemporaryFile("r") as log:
            self.run(folder, *self.strace, "-e", "trace=%file,%desc", "-o", log.name)
            lines = [re.match(LINE, line) for line in log if "execve(" not in line]
        counts, loading, found, folders = Counter(), None, {}, set()
        for thread, call, first, result, line in (line.groups() for line in lines if line):
            counts[thread, call] += 1
            if loading is None and ("dealfile.yaml" in line or "/fresh" in line):
                loading = Counter({name: count for (_, name), count in counts.items()})
            if "O_DIRECTORY" in line:
                folders.add(result)
            # A number that the system's loader has as well would meet that first.
            if loading is not None and counts[thread, call] >= loading[call] and not re.fullmatch(SKIPPED, call):
                found[call, counts[thread, call]] = call == "close" and first in folders
            if call == "close":
                folders.discard(first)
        return list(found.items())

    def places(self, is_short):
        for (call, number), ends_listing in self.calls:
            errors = [] if ends_listing else ERRORS.get(call, OTHERS)
            for error in errors[:1] if is_short else errors:
                yield Place(self, call, number, f"error={error}")
            yield Place(self, call, number, "signal=KILL")


@contextmanager
def book():
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        os.mkdir(f"{folder}/deals")
        for path, text in FILES.items():
            Path(folder, path).write_text(text)
        yield folder


def files(folder):
    """What is in a folder, without the lock and what else `.dealfile` holds; a folder in it is there with nothing."""
    paths = [path for path in Path(folder).rglob("*") if ".dealfile" not in path.parts]
    return {
        str(path.relative_to(folder)): path.is_file() and (path.stat().st_mode, path.read_bytes()) for path in paths
    }


def attempt(place):
    """What is wrong after a fault."""
    command, inject = place.command, f"inject={place.call}:{place.what}:when={place.number}"
    with book() as folder:
        result = command.run(folder, *command.strace, "-e", f"trace={place.call}", "-e", inject, "-o", "/dev/null")
        return [*judge(place, result), *afterwards(command, folder, result)]


def judge(place, result):
    command, is_kill = place.command, place.what == "signal=KILL"
    before, clean = command.before, command.clean
    # It corrects each file for itself, and calls a finding what cannot be read.
    is_check = command.words[0] == "check"
    for path in sorted(before | clean.files | result.files):
        found = result.files.get(path)
        if LEFTOVER.search(path) and (is_kill or place.call.startswith("unlink")):
            continue
        if path not in before and path not in clean.files:
            yield f"leaves {path} behind"
        elif found not in (before.get(path), clean.files.get(path)) and not (is_check and is_json(found)):
            yield f"{path} is neither old nor new"
    state = progress(command, result)
    if state == "half" and not is_check and not (is_kill and command.words[0] == "init"):
        yield "is half done"
    if "panicked" in result.said or (result.code not in (0, 3, clean.code) and not (is_kill and result.code == -9)):
        yield f"exit code {result.code}: {result.said.strip()[:200]!r}"
    if state != "done" and result.code == clean.code and not is_check:
        yield f"ends with {result.code} and is not done"
    if state != "old" and UNCHANGED.search(result.said):
        yield f"is {state} and says {result.said.strip()!r}"
    told = {line for line in clean.said.splitlines() if not line.startswith("warning:")}
    if state == "old" and told & {*result.said.splitlines()} and not is_check:
        yield f"is not done and says {result.said.strip()!r}"


def is_json(found):
    try:
        return bool(json.loads(found[1]))
    except ValueError:
        return False


def progress(command, result):
    new = [result.files.get(path) == command.clean.files.get(path) for path in command.changed]
    return "done" if all(new) else "half" if any(new) else "old"


def afterwards(command, folder, result):
    """Git sees no leftover; the same again works, where it is not done; then nothing stands in the way of the next."""
    if any(LEFTOVER.search(path) for path in result.files):
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
        if b".tmp" in subprocess.check_output(["git", "status", "--porcelain", "-uall"], cwd=folder):
            yield "git sees what is left over"
    if progress(command, result) != "done":
        again = command.run(folder)
        if again.code != command.clean.code or progress(command, again) != "done":
            yield f"a second time it ends with {again.code}: {again.said.strip()[:200]!r}"
    note = command.run(folder, words=["note", "held", "Afterwards"])
    check = command.run(folder, words=["check"])
    if note.code != 0 or check.code not in (0, 1) or ".tmp" in check.said:
        yield f"afterwards: {note.said.strip()!r} {check.said.strip()[-200:]!r}"


if __name__ == "__main__":
    sys.exit(main())

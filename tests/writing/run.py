#!/usr/bin/env python3
"""Random deals x random writing commands, read back by ruamel.yaml: only what was meant may have changed.

    run.py [DEAL] [--seconds S] [--deals N] [--seed K] [--only BOOK]

DEAL is the program, target/debug/deal where none is named. `--seconds 60` is the short form; without it the long one
takes 20,000 deals, 30 commands each. A seed always draws the same; `--only` does one book of it again, loudly.
"""

import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

sys.dont_write_bytecode = True

import entries  # noqa: E402
import fields  # noqa: E402
from deals import BOOK, TODAY, Draw, deal  # noqa: E402
from hand import Hand  # noqa: E402
from model import unexpected  # noqa: E402
from reading import Reading, changes, lost_comments, stray_lines  # noqa: E402

# What is known to be wrong and not mended yet: a name, and a pattern for what is said of it. Take out what is mended.
KNOWN = {
    "setting a list of words loses the comments between them": r"comment in a list of words",
    "a file without a last newline gets one when its last key goes": r"end of the last line: .* removed \['created'\]",
}

DEALS, COMMANDS, SECONDS = 8, 30, 20
ENOUGH = 30
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "DEAL_AS_OF": str(TODAY),
}


def main():
    args = arguments()
    began, done, faults = time.time(), Counter(), []
    books = range(-(-args.deals // DEALS)) if args.only is None else [args.only]
    with ProcessPoolExecutor() as pool:
        for counts, found in pool.map(partial(book, args, began + args.seconds), books):
            done += counts
            faults += found
            if len(faults) > ENOUGH:
                pool.shutdown(cancel_futures=True)
                break
    print("\n\n".join(faults[:ENOUGH]))
    return summary(args, done, faults, time.time() - began)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deal", nargs="?", default="target/debug/deal", type=os.path.abspath)
    parser.add_argument("--deals", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", type=int, metavar="BOOK")
    return parser.parse_args()


def known(words):
    return next((name for name, pattern in KNOWN.items() if re.search(pattern, words)), None)


def summary(args, done, faults, seconds):
    """What was tried, and how much of it took effect: a command that never does proves nothing."""
    for name in KNOWN:
        print(f"  known: {name}: {done.pop(name, 0)} times")
    verbs, total = sorted({verb for verb, _ in done}), sum(done.values())
    for verb in verbs:
        print(
            f"  {verb:22}",
            *(f"{ends} {done[verb, ends]:6,}" for ends in ("changed", "nothing to do", "refused")),
            sep="  ",
        )
    idle = [verb for verb in verbs if total > 20_000 and not done[verb, "changed"]]
    print(f"seed {args.seed}: {total:,} commands in {seconds:.0f} s, {len(faults)} faults; never effective: {idle}")
    return bool(faults or idle or not total)


def book(args, deadline, number):
    """A book of deals in a folder of its own, every deal with its commands."""
    done, faults = Counter(), []
    if time.time() > deadline:
        return done, faults
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        (deals := Path(folder, "deals")).mkdir()
        Path(folder, "dealfile.yaml").write_text(BOOK)
        hands = [Random(f"{args.seed}/{number}/{n}") for n in range(DEALS)]
        for n, random in enumerate(hands):
            (deals / f"d{n}.yaml").write_bytes(Hand(random).bytes(deal(Draw(random))))
        before = {path: path.read_bytes() for path in sorted(deals.iterdir())}
        for path, random in zip(before, hands):
            session = Session(args, path, Draw(random), done, args.only is not None)
            faults += [f"book {number}: {fault}" for fault in session.run()]
            before[path] = session.data
        after = {path: path.read_bytes() for path in sorted(deals.iterdir())}
        if after != before:
            faults.append(f"book {number}: other files than that of the command have changed")
    return done, faults


class Session:
    """One deal and its commands."""

    def __init__(self, args, path, draw, done, is_loud):
        self.args, self.path, self.draw, self.done, self.is_loud = args, path, draw, done, is_loud
        self.data = path.read_bytes()

    def run(self):
        shown = self.deal(["show", self.path.stem])
        self.is_readable = shown.returncode == 0
        if shown.returncode not in (0, 3):
            yield self.fault(shown, self.data, ["`show` has an exit code of its own"])
        reading = Reading(self.data)
        for _ in range(COMMANDS if self.is_readable else 3):
            before = self.data
            command = self.command(reading.value)
            if command is None:
                continue
            arguments, verb, expected, allowed = command
            result = self.deal(arguments)
            self.data = self.path.read_bytes()
            try:
                after = reading if self.data == before else Reading(self.data)
                wrong = list(self.judge(verb, result, reading, after, expected, allowed))
            except Exception as error:
                wrong = [f"does not read back: {error!r}"]
            self.done.update(filter(None, map(known, wrong)))
            wrong = [words for words in wrong if not known(words)]
            self.done[verb, "changed" if self.data != before else "refused" if result.returncode else "nothing to do"] += 1
            if self.is_loud or wrong:
                report = self.fault(result, before, wrong)
                if wrong:
                    yield report
                    return
                print(report)
            reading = after

    def command(self, value):
        """A random command, with a day of its own now and then, and sometimes only to be tried."""
        made = self.draw.pick(*entries.COMMANDS, *fields.COMMANDS)
        is_fix = made is fields.fix
        ago = self.draw.pick(0, 0, 0, 1, 3, 30, 120, -2)
        on = str(TODAY - timedelta(days=0 if is_fix else ago))
        if not (found := made(self.draw, value, on)):
            return None
        verb, flags, words, expected, *allowed = found
        options = [f"--{key}" if text is True else f"--{key}={text}" for key, text in flags.items()]
        if ago and not is_fix:
            options.append(f"--on={on}")
        if self.draw.often(0.05) and not is_fix:
            options, expected, allowed = [*options, "--dry-run"], [], []
        return [*verb.split(), *options, "--", self.path.stem, *words], verb, expected, allowed[0] if allowed else []

    def deal(self, arguments):
        command = [self.args.deal, "-C", str(self.path.parents[1]), *arguments]
        return subprocess.run(command, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)

    def judge(self, verb, result, before, after, expected, allowed):
        """What is wrong. A command that says 0 has done what it should; any other has done nothing."""
        code, said = result.returncode, result.stderr.decode()
        is_fix = verb == "check --fix"
        if code not in (0, 1, 2, 3) or "panicked" in said:
            yield f"exit code {code}"
        if code == 3 and self.is_readable:
            yield "could not write, with nothing in its way"
        found = list(changes(before.root, after.root))
        if code == 0 and not (not found and "already" in said) or is_fix and self.is_readable:
            yield from unexpected(found, expected, allowed)
        elif before.text != after.text:
            yield f"changed the file and ended with {code}"
        gone = [change.path for change in found if change.op == "remove"]
        for what, was, now in zip(
            ("CRLF", "LF", "end of the last line", "mark"), before.line_ends(), after.line_ends()
        ):
            if was != now:
                yield f"{what}: {was} became {now}, removed {gone}"
        yield from (f"comment {text}" for text in lost_comments(before, after, found))
        yield from (f"line beside what changed: {text!r}" for text in stray_lines(before, after, found))

    def fault(self, result, before, wrong):
        diff = difflib.unified_diff(
            *(data.decode(errors="replace").splitlines() for data in (before, self.data)), lineterm="", n=1
        )
        lines = [
            f"{self.path.stem}: deal {shlex.join(result.args[3:])}",
            *wrong,
            result.stderr.decode(errors="replace").strip(),
            *list(diff)[2:],
        ]
        return "\n  ".join(lines)


if __name__ == "__main__":
    sys.exit(main())

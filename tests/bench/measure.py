#!/usr/bin/env python3
"""Time commands over deal books and print one table a book. Called by `run`; it judges nothing.

Wall time is taken around each process itself. Peak memory is asked of GNU time in runs of their own: a process keeps
the peak of the one that spawned it, and Python is larger than half of what is measured here; GNU time is not.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

MEMORY_RUNS = 3
# 1 is a command that found something; anything above is a failure, and its time would be a lie.
FINE = (0, 1)
BESIDE_READING = ("next", "board", "report winrate", "report duration", "report outcome", "report bridge",
                  "report forecast", "report coverage", "report plan", "report risk", "report meddic",
                  "report objections", "report activity", "report hygiene")
HEADER = ("command", "first", "median", "min", "max", "peak", "ratio", "to")


@dataclass
class Row:
    """What is timed as one: a command, or several in sequence."""
    name: str
    commands: list
    against: str = "rg"
    first: float = 0
    walls: list = field(default_factory=list)
    peak: int = 0               # KiB

    @property
    def wall(self):
        return median(self.walls)


def rows(deal, shown):
    rg, find = ["rg", "-c", "^stage:", "deals"], ["find", "deals", "-type", "f"]
    return [
        Row("rg -c '^stage:'", [rg]),
        Row("git status", [["git", "status"]]),
        Row("git --version + find", [["git", "--version"], find]),
        Row("deal check", [[deal, "check"]]),
        Row("deal report velocity", [[deal, "report", "velocity"]]),
        Row("deal report conversion", [[deal, "report", "conversion"]]),
        Row("deal list", [[deal, "list"]]),
        # What these cost beyond reading every deal, which a list does as well.
        *(Row(f"deal {words}", [[deal, *words.split()]], against="deal list") for words in BESIDE_READING),
        Row("deal show ID", [[deal, "show", shown]], against="git --version + find"),
    ]


def main():
    args = arguments()
    print(machine(args.deal))
    for book in args.books:
        print("\n" + report(book.resolve(), args), flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("books", nargs="+", type=Path, metavar="BOOK")
    parser.add_argument("--deal", required=True, metavar="BINARY")
    parser.add_argument("--time", required=True, metavar="GNU_TIME")
    parser.add_argument("--runs", type=int, default=7, metavar="K")
    return parser.parse_args()


def report(book, args):
    os.chdir(book)
    deals = sorted(path for path in Path("deals").rglob("*") if path.is_file())
    timed = rows(args.deal, deals[len(deals) // 2].stem)
    measure(timed, args.runs, args.time)
    size = sum(path.stat().st_size for path in deals)
    title = f"{len(deals):,} deals, {size / 2**20:,.1f} MiB; {args.runs} runs each after a first one"
    return title + "\n\n" + table(timed)


def measure(timed, runs, gnu_time):
    for row in timed:
        row.first = wall(row)
    # In turns, so that a busy moment of the machine falls on all rows alike.
    for _ in range(runs):
        for row in timed:
            row.walls.append(wall(row))
    for row in timed:
        row.peak = max(peak(command, gnu_time) for command in row.commands for _ in range(MEMORY_RUNS))


def wall(row):
    return sum(seconds(command) for command in row.commands)


def seconds(command):
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        status = spawn(command, errors)
        taken = time.perf_counter() - start
        insist(command, status, errors)
    return taken


def spawn(command, errors):
    """The bare system calls: `subprocess` would add a millisecond of its own to commands that take three."""
    actions = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0), (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
               (os.POSIX_SPAWN_DUP2, errors.fileno(), 2)]
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    return os.waitstatus_to_exitcode(os.wait4(child, 0)[1])


def peak(command, gnu_time):
    with tempfile.NamedTemporaryFile() as answer, tempfile.TemporaryFile() as errors:
        status = spawn([gnu_time, "--format", "%M", "--output", answer.name, *command], errors)
        insist(command, status, errors)
        return int(answer.read().split()[-1])


def insist(command, status, errors):
    if status in FINE:
        return
    errors.seek(0)
    said = errors.read(4000).decode(errors="replace")
    sys.exit(f"measure.py: {' '.join(command)}\n  in {os.getcwd()} ended with {status}; nothing more is measured\n{said}")


def table(timed):
    by_name = {"rg": timed[0], **{row.name: row for row in timed}}
    lines = [HEADER] + [cells(row, by_name[row.against]) for row in timed]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADER))]
    return "\n".join(align(line, widths) for line in lines)


def cells(row, base):
    times = (row.first, row.wall, min(row.walls), max(row.walls))
    return (row.name, *map(milliseconds, times), f"{row.peak / 1024:,.1f} MiB", f"{row.wall / base.wall:.2f}", row.against)


def milliseconds(taken):
    return f"{taken * 1000:,.1f} ms"


def align(line, widths):
    """Words to the left, figures to the right."""
    words = (0, len(widths) - 1)
    placed = [cell.ljust(width) if place in words else cell.rjust(width)
              for place, (cell, width) in enumerate(zip(line, widths))]
    return "  ".join(placed).rstrip()


def machine(deal):
    facts = [f"{os.cpu_count()} cores", processor(), f"{platform.system()} {platform.release()}", load()]
    versions = [version(tool) for tool in ("rg", "git", deal)]
    return "; ".join(fact for fact in facts if fact) + "\n" + "; ".join(versions)


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def load():
    return f"load {os.getloadavg()[0]:.1f} at the start"


def version(tool):
    answer = subprocess.run([tool, "--version"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return (answer.stdout.splitlines() or [tool])[0]


if __name__ == "__main__":
    main()

"""The program's commands and flags, as its own help tells them."""

import re
from typing import NamedTuple


class Place(NamedTuple):
    """Where a value can stand: an option such as `--due`, or a position, which has no flag."""

    flag: str
    name: str
    words: tuple = ()


class Command(NamedTuple):
    words: tuple
    required: tuple
    places: tuple
    switches: tuple


def walk(ask, words=()):
    """Every command below some words, also those that have others below them. `ask` answers with a command's help."""
    help_text = ask([*words, "--help"])
    yield command(words, help_text)
    # The program's own help groups its commands; `deal help` lists them.
    listed = section(help_text, "Commands") if words else ask(["help"]).split("\nTopics")[0]
    for name in re.findall(r"^  ([a-z][\w-]*)(?= |$)", listed, re.M):
        if name != "help":
            yield from walk(ask, (*words, name))


def section(help_text, title):
    found = re.search(rf"^{title}:\n(.*?)(?=^\S|\Z)", help_text, re.M | re.S)
    return found[1] if found else ""


def command(words, help_text):
    options, switches = [], []
    for entry in re.split(r"\n(?=\s*-)", help_text)[1:]:
        if found := re.match(r"\s+(?:-\w, )?(--?[\w-]+)(?:[ =]<([^>]+)>|\[=<([^>]+)>\])?", entry):
            flag, name, optional = found.groups()
            options += [Place(flag, name or optional, possible(entry))] if name or optional else []
            switches += [] if name or optional else [flag]
    usage = next((line for line in usages(help_text) if "<COMMAND>" not in line), "")
    needed = re.findall(r"(--[\w-]+) <([^>]+)>", usage)
    positions = re.findall(
        r"([<\[])([^<>\[\]]+)[>\]]", re.sub(r"--[\w-]+ <[^>]+>", "", usage).partition("[OPTIONS]")[2]
    )
    required = [Place(flag, name, next((o.words for o in options if o.flag == flag), ())) for flag, name in needed]
    required += [Place("", name) for bracket, name in positions if bracket == "<"]
    optional = [Place("", name) for bracket, name in positions if bracket == "[" and name != "COMMAND"]
    return Command(
        tuple(words), tuple(required), (*options, *(p for p in required if not p.flag), *optional), tuple(switches)
    )


def usages(help_text):
    found = re.search(r"^Usage:(.*?)\n\n", help_text + "\n\n", re.M | re.S)
    return [" ".join(line.split()) for line in re.split(r"\n +(?=deal\S* )", found[1])] if found else []


def possible(entry):
    found = re.search(r"\[possible values: ([^\]]+)\]", entry)
    return tuple(re.split(r",\s+", found[1])) if found else ()

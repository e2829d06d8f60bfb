"""Books to crawl: one that is right, one whose every text is what a terminal must not see, one that is broken."""

import os
import subprocess
from pathlib import Path

CONFIG = """\
version: 1
currency: EUR
team: [{id: mina, name: Mina Park}, {id: jun, name: Jun Lee}]
pipelines:
  main:
    stages: [{id: lead, probability: 0.1}, {id: talk, probability: 0.5}, {id: closing, probability: 0.9}]
    after_win: [{kind: post_close, what: Thank-you note, days: 1}]
icp: {must: [{field: profile.employees, at_least: 10}]}
targets: [{period: 2026-Q4, won: 500000}]
"""

DEAL = """\
name: NAME
account: NAME
owner: mina
stage: talk
amount: 1000
source: NAME
segment: NAME
product: NAME
close_date: 2026-10-01
contacts:
  - {id: jane, name: NAME, title: NAME, roles: [champion]}
  - {id: raj, name: NAME}
meddic:
  champion: {contact: jane, score: 2, evidence: NAME, by: jane, date: 2026-11-01}
objections:
  - {id: ob1x, date: 2026-11-01, by: jane, category: other, severity: blocker, words: NAME}
  - {id: ob2y, date: 2026-11-01, category: other, words: NAME, answered: {date: 2026-11-02, answer: NAME}}
followups:
  - {id: fu1x, due: 2026-11-20, what: NAME, kind: NAME}
meetings:
  - {id: me1x, booked: 2026-11-01, date: 2026-11-20, kind: NAME, status: scheduled}
activities:
  - {date: 2026-11-03, kind: NAME, with: [jane], note: NAME}
ignore:
  - {rule: close-date-past, reason: NAME}
notes: NAME
x: {region: NAME}
history:
  - {date: 2026-10-01, stage: lead, amount: 1000, close_date: 2026-10-01, owner: mina, why: NAME}
  - {date: 2026-10-10, stage: talk, why: NAME}
"""

CLOSED = """\
name: NAME
stage: lost
history:
  - {date: 2026-10-01, stage: lead}
  - {date: 2026-10-02, stage: lost, reason: competitor, competitor: NAME}
"""
WON = """\
name: NAME
stage: won
amount: 1
history: [{date: 2026-10-01, stage: lead}, {date: 2026-10-20, stage: won, amount: 1}]
"""
HELD = """\
name: NAME
stage: lead
hold: 2026-12-01
history: [{date: 2026-10-01, stage: lead, hold: 2026-12-01, why: NAME}]
"""
DEALS = {"acme": DEAL, "closed": CLOSED, "won": WON, "held": HELD}

# As YAML writes it; as a file name has it.
EVIL = r'"\e[31m\x07\x9b1m\u202e\u2066\u200b\u00ad\x7f evil\ttab\r"'
EVIL_FILE = "\x1b[31m\x07\u009b1m\u202e\u200b\u00ad\x7f"


def plain(folder):
    write(folder, CONFIG, {name: text.replace("NAME", "Plain") for name, text in DEALS.items()})


def repository(folder):
    """The plain one, committed in a repository that has an upstream."""
    plain(folder)
    git = ["git", "-C", folder, "-c", "user.name=Mina", "-c", "user.email=mina@example.com"]
    remote = f"{folder}/../upstream.git"
    subprocess.run(["git", "init", "-q", "--bare", remote], check=True)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Begin"], ["remote", "add", "origin", remote]):
        subprocess.run([*git, *words], check=True)
    subprocess.run([*git, "config", "user.name", "Mina"], check=True)
    subprocess.run([*git, "config", "user.email", "mina@example.com"], check=True)
    subprocess.run([*git, "push", "-qu", "origin", "HEAD"], check=True, stdout=subprocess.DEVNULL)


def evil(folder):
    """Every text of the deals and the book, and the stages' and people's names."""
    config = (
        CONFIG.replace("Mina Park", EVIL)
        .replace("Thank-you note", EVIL)
        .replace("id: lead,", f"id: lead, name: {EVIL},")
    )
    config = config.replace("id: talk,", f"id: talk, name: {EVIL},")
    write(folder, config, {name: text.replace("NAME", EVIL) for name, text in DEALS.items()})


def evil_ids(folder):
    """The ids too: of stages, people and files."""
    swap = {
        "id: talk": f"id: {EVIL}",
        "stage: talk": f"stage: {EVIL}",
        "id: mina": f"id: {EVIL}",
        "owner: mina": f"owner: {EVIL}",
    }
    swap |= {"jane": EVIL, "fu1x": EVIL, "me1x": EVIL, "ob1x": EVIL}
    texts = {"config": CONFIG, **{name: text.replace("NAME", EVIL) for name, text in DEALS.items()}}
    for old, new in swap.items():
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    config = texts.pop("config")
    write(folder, config, texts | {f"acme{EVIL_FILE}": texts["acme"]})


def broken(folder):
    """Files that cannot be read, with names and mistakes that are quoted in messages."""
    plain(folder)
    mistakes = {
        "tab": "name: a\n\tstage: \x1b[31mlead\n",
        "key": f"name: a\nstage: lead\n{EVIL}: 1\n",
        "twice": "name: a\nname: \u202eb\nstage: lead\n",
        "kind": f"name: a\nstage: lead\namount: {EVIL}\n",
        "stage": f"name: a\nstage: {EVIL}\n",
        "bytes": "name: \udcff\udc9b31m\nstage: lead\n",
    }
    for name, text in mistakes.items():
        Path(folder, f"deals/{name}{EVIL_FILE}.yaml").write_bytes(os.fsencode(text))


def write(folder, config, deals):
    os.makedirs(f"{folder}/deals")
    Path(folder, "dealfile.yaml").write_text(config)
    Path(folder, "crm.csv").write_text("Name,Stage,Value\nFirst,New,1\nSecond,New,2\n")
    Path(folder, "map.yaml").write_text("columns: {name: Name, stage: Stage, amount: Value}\nstages: {New: lead}\n")
    for name, text in deals.items():
        Path(folder, f"deals/{name}.yaml").write_text(text)


def pipe(folder):
    """A deal that never comes."""
    plain(folder)
    os.mkfifo(f"{folder}/deals/x.yaml")


def endless(folder):
    """A deal that never ends."""
    plain(folder)
    os.symlink("/dev/zero", f"{folder}/deals/x.yaml")


def long(folder):
    """A deal that ends late."""
    plain(folder)
    huge(f"{folder}/deals/x.yaml")


def long_config(folder):
    plain(folder)
    huge(f"{folder}/dealfile.yaml")


def links(folder):
    """Folders of links to each other: 2^30 ways, and back to where they came from."""
    plain(folder)
    for number in range(30):
        os.mkdir(f"{folder}/deals/d{number}")
        for name in "xy":
            os.symlink(f"../d{(number + 1) % 30}", f"{folder}/deals/d{number}/{name}")


def huge(path):
    with open(path, "wb") as file:
        file.truncate(1 << 30)


def devices(folder):
    """What stands in the way of a reader."""
    os.mkdir(f"{folder}/folder")
    os.symlink("loop", f"{folder}/loop")
    huge(f"{folder}/huge")

"""A small book, and every writing command once on it."""

CONFIG = """\
version: 1
currency: EUR
team: [{id: mina, name: Mina Park}, {id: jun, name: Jun Lee}]
pipelines:
  main:
    stages: [{id: lead}, {id: talk, gate: {contacts: 1}}, {id: closing}]
    after_win: [{kind: post_close, what: Thank-you note, days: 1}]
"""

ACME = """\
# By hand.
name: Acme rollout
account: Acme
owner: mina
stage: lead
amount: 1000       # a guess
contacts:
  - {id: jane, name: Jane Roe}
  - {id: raj, name: Raj Patel}
objections:
  - {id: ob1x, date: 2026-11-01, category: other, words: Too early, answered: {date: 2026-11-02, answer: Never}}
  - {id: ob2y, date: 2026-11-01, category: other, words: Too late}
followups:
  - {id: fu1x, due: 2026-11-27, what: Send the model}
meetings:
  - {id: me1x, booked: 2026-11-01, date: 2026-11-20, status: scheduled}
history:
  - {date: 2026-10-01, stage: lead, amount: 1000, owner: mina}
"""

DEALS = {
    "acme": ACME,
    "lost": "name: Lost\nstage: lost\nhistory: [{date: 2026-10-01, stage: lead}, {date: 2026-10-02, stage: lost}]\n",
    "held": "name: Held\nstage: lead\nhold: 2026-12-01\nhistory: [{date: 2026-10-01, stage: lead, hold: 2026-12-01}]\n",
    "hand": "name: Hand\nstage: talk\nhistory:\n  - {date: 2026-10-01, stage: lead}\n",
}

FILES = {
    "dealfile.yaml": CONFIG,
    ".gitignore": ".deal-*.tmp\n.*.edit*.yaml\n",
    **{f"deals/{name}.yaml": text for name, text in DEALS.items()},
    "crm.csv": "Name,Stage\nFirst,New\nSecond,New\n",
    "map.yaml": "columns: {name: Name, stage: Stage}\nstages: {New: lead}\n",
    "editor": "#!/bin/sh\nsed -i 's/^amount:.*/amount: 7/' \"$1\"\n",
}

COMMANDS = [
    ["new", "Globex", "--owner=mina", "--amount=5"],
    ["edit", "acme"],
    ["set", "acme", "amount=2000", "source=inbound", "--why=More"],
    ["note", "acme", "Plant visit"],
    ["advance", "acme"],
    ["advance", "acme", "--to=closing", "--accept-risk=Soon"],
    ["move", "acme", "talk", "--why=Back"],
    ["win", "acme"],
    ["lose", "acme", "--reason=other"],
    ["reopen", "lost", "--why=Again"],
    ["hold", "acme", "--until=2026-12-24", "--why=Freeze"],
    ["resume", "held"],
    ["contact", "add", "acme", "Kim Doe"],
    ["contact", "set", "acme", "raj", "title=CFO"],
    ["contact", "remove", "acme", "raj"],
    ["meddic", "set", "acme", "champion", "--score=1", "--contact=raj"],
    ["challenger", "teach", "acme", "Late closes cost more"],
    ["challenger", "tailor", "acme", "jane", "--metric=Cost"],
    ["challenger", "control", "acme", "--price-discussed=2026-11-20"],
    ["objection", "add", "acme", "Too dear", "--category=price_budget"],
    ["objection", "acknowledge", "acme", "ob1x", "--on=2026-11-02"],
    ["objection", "ask", "acme", "ob1x", "Why?", "--on=2026-11-02"],
    ["objection", "answer", "acme", "ob2y", "So", "--on=2026-11-03"],
    ["objection", "confirm", "acme", "ob1x"],
    ["objection", "end", "acme", "ob1x", "--how=withdrawn"],
    ["followup", "add", "acme", "Call back", "--due=2026-12-01"],
    ["followup", "done", "acme", "fu1x"],
    ["followup", "cancel", "acme", "fu1x"],
    ["followup", "reschedule", "acme", "fu1x", "2026-12-02"],
    ["meeting", "book", "acme", "2026-12-03"],
    ["meeting", "held", "acme", "me1x"],
    ["meeting", "no-show", "acme", "me1x"],
    ["meeting", "cancel", "acme", "me1x"],
    ["meeting", "reschedule", "acme", "me1x", "2026-12-04"],
    ["activity", "add", "acme", "call"],
    ["check", "--fix"],
    ["check", "--format=json=findings.json"],
    ["import", "csv", "crm.csv", "--map=map.yaml"],
    ["init", "fresh", "--sample"],
]

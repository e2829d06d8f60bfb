"""The book's `dealfile.yaml`, and the people who own its deals."""

from datetime import timedelta

from .pipelines import AFTER_WIN, INTRODUCED, RENAMED

# (id, name, role); LEFT_ID is the one who left.
TEAM = (
    ("mina", "Mina Park", "account_executive"), ("lee", "Lee Jun", "account_executive"),
    ("sara", "Sara Lund", "account_executive"), ("tobias", "Tobias Kern", "account_executive"),
    ("jiwoo", "한지우", "account_executive"), ("elena", "Elena Voss", "account_executive"),
    ("amir", "Amir Haddad", "sales_development"), ("chloe", "Chloé Martin", "account_executive"),
    ("hyun", "오현", "account_executive"), ("nils", "Nils Ek", "account_manager"),
    ("priya", "Priya Rao", "account_executive"), ("dario", "Dario Bassi", "sales_lead"))
LEFT_ID = "lee"
LEFT_DAYS_AGO = 146
STAYING = tuple(member for member, _, _ in TEAM if member != LEFT_ID)

CONFIG = """\
# The benchmark's book. Every account and person is invented.
version: 1
deals: deals
currency: EUR
rates: {{date: {rates}, USD: 0.92, GBP: 1.17, KRW: 0.00062}}
timezone: Europe/Berlin
methodology: meddic
team:
{team}
pipelines:
  standard:
    preset: default7
    stages:
      - {{id: prospecting, name: 탐사}}
      - id: presentation
        expected_days: 18
        aliases: [demo]             # its name until {renamed}
    after_win:
{after_win}
  enterprise:
    preset: enterprise
    stages:
      - id: high_level_demo
        name: High-level demo
        aliases: [demo_1]
        gate: {{identify_pain: 1, contacts: 1}}
      - id: technical_win
        probability: 0.45
        expected_days: 24
      - {{id: business_impact, introduced: {introduced}}}
    after_win:
{after_win}
icp:
  must: [{{field: profile.employees, at_least: 10}}, {{field: profile.industry, in: [banking, insurance, manufacturing, logistics, healthcare, retail, energy]}}]
  should: [{{field: profile.tech, contains: hubspot}}, {{field: profile.ad_spend, is: true}}]
costs:
{costs}
targets: [{targets}]
check:
  fail_on: error
  rules: {{stage-aging: {{severity: warning, warn: 1.5}}}}
"""


def config(as_of):
    plan = [f"      - {{kind: post_close, what: {what}, days: {days}}}" for what, days in AFTER_WIN]
    return CONFIG.format(
        rates=as_of.replace(day=1), renamed=as_of - timedelta(days=RENAMED),
        introduced=as_of - timedelta(days=INTRODUCED), after_win="\n".join(plan),
        team="\n".join(team_line(number, as_of) for number in range(len(TEAM))),
        costs="\n".join(cost_lines(as_of)), targets=", ".join(target(as_of, ahead) for ahead in (-1, 0, 1)))


def team_line(number, as_of):
    member, name, role = TEAM[number]
    tail = f", left: {as_of - timedelta(days=LEFT_DAYS_AGO)}" if member == LEFT_ID else goals(number)
    return f"  - {{id: {member}, name: {name}, role: {role}{tail}}}"


def goals(number):
    if number % 2:
        return ""
    return f", goals: {{won: {400_000 + 50_000 * number}, meetings_held: {24 + number}, per: quarter}}"


def cost_lines(as_of):
    stages = (("prospecting", 60_000), ("presentation", 45_000), ("high_level_demo", 40_000), ("custom_demo_pov", 70_000))
    return [f"  - {{stage: {stage}, period: {quarter(as_of, -1)}, amount: {amount}}}" for stage, amount in stages]


def target(as_of, ahead):
    return f"{{period: {quarter(as_of, ahead)}, won: {4_000_000 + 500_000 * ahead}}}"


def quarter(day, ahead=0):
    months = day.year * 12 + day.month - 1 + 3 * ahead
    return f"{months // 12}-Q{months % 12 // 3 + 1}"

"""Figures of reports, worked out by DuckDB from the exported tables; and the calendar read by two
libraries.

python3 tests/engines/run.py [BOOK…]
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import icalendar
import vobject

ROOT = Path(__file__).resolve().parents[2]
DEAL = ROOT / "target/debug/deal"
AS_OF, FROM = "2026-11-23", "2025-11-24"

# The last state of each deal up to the as-of day.
PRESENT = f"""
create view present as
select *, case when currency = home then amount when has_rates then amount * per_unit else amount end as value,
  case when has_rates then home else currency end as unit from (
  select *, row_number() over (partition by deal order by seq desc) as age from states
  where day is null or day <= date '{AS_OF}')
left join rates using (currency), home
where age = 1
"""
CLOSED = f"""
create view closed as
select p.*, (select min(s.day) from states s where s.deal = p.deal and s.outcome = p.outcome
  and s.seq > coalesce((select max(o.seq) from states o where o.deal = p.deal and o.seq <= p.seq and o.outcome <> p.outcome), 0)) as closed_on
from present p where p.outcome <> 'open'
"""


def deal(book, *words):
    run = subprocess.run([DEAL, "-C", book, "--as-of", AS_OF, *words], capture_output=True, check=True)
    return run.stdout.decode()


def report(book, name, *flags):
    return json.loads(deal(book, "report", name, *flags, "--format", "json"))["rows"]


def close(own, other, what):
    own, other = float(own or 0), float(other or 0)
    assert abs(own - other) <= 1e-9 * max(1, abs(own)), f"{what}: {own} and {other}"


def tables(book, folder, form):
    deal(book, "export", "tables", str(folder), "--format", form)
    sql = duckdb.connect()
    read = "read_csv_auto('{}', header = true, all_varchar = true)" if form == "csv" else "read_json_auto('{}', format = 'newline_delimited')"
    source = read.format(folder / f"states.{form}")
    sql.execute(f"""create table states as select deal, seq::int as seq, day::date as day, pipeline, stage, outcome,
        amount::decimal(38, 4) as amount, currency, owner, close_date::date as close_date from {source}""")
    rates, home = (read.format(folder / f"{name}.{form}") for name in ("rates", "book"))
    has_rates = (folder / f"rates.{form}").stat().st_size > len("currency,per_unit,date\r\n")
    if has_rates:
        sql.execute(f"create table rates as select currency, per_unit::decimal(38, 10) as per_unit from {rates}")
    else:
        sql.execute("create table rates (currency varchar, per_unit decimal(38, 10))")
    sql.execute(f"create table home as select currency as home, {has_rates} as has_rates from {home}")
    sql.execute(PRESENT)
    sql.execute(CLOSED)
    return sql


def figures(book):
    with tempfile.TemporaryDirectory() as folder:
        for form in ("csv", "jsonl"):
            sql = tables(book, Path(folder), form)
            rows = report(book, "winrate", "--from", FROM)
            for row in rows:
                won, lost = sql.execute(
                    "select count(*) filter (outcome = 'won'), count(*) filter (outcome = 'lost') from closed"
                    f" where closed_on between date '{FROM}' and date '{AS_OF}' and unit = ?", [row["currency"]]).fetchone()
                if won + lost:
                    close(row["closed_count"], won / (won + lost), "win rate")
            for row in report(book, "velocity", "--from", FROM):
                n, = sql.execute("select count(*) from present where outcome = 'open' and unit = ?", [row["currency"]]).fetchone()
                won, mean = sql.execute(
                    "select sum(value), avg(value) from closed where outcome = 'won'"
                    f" and closed_on between date '{FROM}' and date '{AS_OF}' and unit = ?", [row["currency"]]).fetchone()
                close(row["n"], n, "open deals")
                close(row["won_value"], won, "won value")
                close(row["avg_value"], mean, "mean value")
            for row in report(book, "pipeline"):
                if row["stage"] is None:
                    continue
                n, amount = sql.execute(
                    "select count(*), sum(value) from present where outcome = 'open' and stage = ? and unit = ?",
                    [row["stage"], row["currency"]]).fetchone()
                close(row["deals"], n, f"deals in {row['stage']}")
                close(row["amount"], amount, f"amount in {row['stage']}")
    print(f"{book}: DuckDB agrees")


def calendar(book):
    text = deal(book, "export", "ics")
    events = [own for own in icalendar.Calendar.from_ical(text).walk("VEVENT")]
    ids = [str(own["uid"]) for own in events]
    assert events and len(ids) == len(set(ids)), "ids are unique"
    again = list(vobject.readOne(text).vevent_list)
    assert len(again) == len(events)
    read = {str(own.uid.value): str(own.summary.value) for own in again}
    assert read == {str(own["uid"]): str(own["summary"]) for own in events}
    print(f"{book}: {len(events)} events read by both")


for book in sys.argv[1:] or [str(ROOT / "examples")]:
    figures(book)
    calendar(book)

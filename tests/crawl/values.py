"""What people, shells and programs put where a value belongs; and for each kind of place one that is right."""
# fmt: off

NASTY = [
    # Nothing, blanks, lines.
    "", " ", "\t", "\n", "a\nb", "\r\n", "  padded  ",
    # Long, wide, combined.
    "x" * 255, "x" * 5_000, "x" * 100_000, "한" * 30_000, "e" + "\u0301" * 20_000, "{Name}" * 5_000, "a " * 20_000,
    # Quotes, shells, formats.
    "'", '"', "`id`", "$(id)", "\\", "\\n", "%s%n", "{}", "{0}", "*", "?", "~", "#", "&a", "!b", "<<", "|", ">",
    # What must not reach a terminal.
    "\x01", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x7f", "a\x85b", "\x9b31m", "\u200b", "\u202eabc", "\u2066x\u2069",
    "\ufeff", "\u00ad", "\u2028", "\udcff\udcfe",
    # Hyphens, signs, separators.
    "-", "--", "---", "-x", "--no-such-flag", "@", "@-", "=", "=x", "x=", ",", ",,,", ":", "::", "a:b:c:d", "..", "1..",
    "..1", "2..1",
    # Paths.
    ".", "../..", "/", "a/b", "a/../b", "/dev/null", "/dev/null/x", "/proc/self/mem", "CON", "aux.yaml", ".hidden", "x.",
    "deals",
    # Numbers.
    "0", "-1", "-0", "00", "1e3", "1e309", "NaN", "inf", "-inf", "0x10", "1_000", "1.2.3", "9" * 28, "9" * 40,
    "0.0000000001", "18446744073709551615", "18446744073709551616", "9223372036854775808", "4294967296", "120k", "1e-400",
    # Days and periods.
    "9999-12-31", "10000-01-01", "0000-00-00", "0001-01-01", "2026-02-30", "2026-13-01", "2026-2-3", "-999999999d",
    "+99999999999d", "+999999999bd", "+9999y", "+2147483648m", "-9999y", "99999-W99", "2026-W54", "9999-Q4",
    "2026-12-01..2026-01-01", "fri", "eom",
    # Words.
    "null", "true", "no", "한국어 이름", "日本語", "🎉👨‍👩‍👧", "e\u0301", "İ", "ß", "ﬁ", "ACME", "me", "everywhere",
]

# Files that never end, are none, or are too long; only where a file is read.
DEVICES = ["/dev/zero", "/dev/full", "/dev/null", "/proc/self/maps", "folder", "huge", "loop"]

RIGHT = {
    "DEAL": "acme", "TEXT": "Words", "WHY": "Reason", "DATE": "2026-11-20", "MEMBER": "mina", "CONTACT": "jane",
    "WHO": "mina", "STAGE": "talk", "FILE": "crm.csv", "MAP.yaml": "map.yaml", "MAP": "map.yaml", "SHELL": "bash",
    "ELEMENT": "champion", "FIELD=VALUE": "source=inbound", "WORDS": "Too dear", "CATEGORY": "other", "QUESTION": "Why?",
    "ANSWER": "So", "HOW": "withdrawn", "REASON": "other", "NAME": "Globex", "RULE": "stage-aging", "FILTER": "is:open",
    "ELEMENT=SCORE": "champion=1", "KIND": "call", "INSIGHT": "Late closes cost more", "N": "1", "DIR": ".",
}

# What the surroundings say.
VARIABLES = ["COLUMNS", "LINES", "DEAL_AS_OF", "DEAL_ME", "TZ", "LANG", "LC_ALL", "NO_COLOR"]

# What an id names depends on the noun before it.
IDS = {"followup": "fu1x", "meeting": "me1x", "objection": "ob1x", "contact": "jane"}

# What single commands need beyond the words that their usage tells of, or instead of the usual.
NEEDS = {
    "import csv": ["--map=map.yaml"],
    "init": ["fresh"], "move": ["closing", "--why=Reason"], "lose": ["--reason=other"],
    "objection add": ["--category=other"], "objection acknowledge": ["ob1x"], "objection confirm": ["ob2y"],
    "objection end": ["ob1x", "--how=withdrawn"], "reopen": ["--why=Reason"], "meddic set": ["--score=1"],
    "followup reschedule": ["2026-12-02"], "challenger teach": ["Late closes cost more"],
    "challenger tailor": ["--metric=Cost"],
}
RIGHT_FOR = {
    "reopen": {"DEAL": "closed"}, "resume": {"DEAL": "held"}, "move": {"STAGE": "closing"}, "hold": {"DATE": "2026-12-24"},
    "meeting book": {"DATE": "2026-12-01"}, "objection confirm": {"ID": "ob2y"}, "schema": {"FILE": "deal"},
    "contact set": {"FIELD=VALUE": "title=CFO"}, "contact remove": {"CONTACT": "raj"},
}

# Where a value has parts, each part can be nasty.
PARTS = {
    "FIELD=VALUE": ["name={}", "amount={}", "close_date={}", "owner={}", "currency={}", "x.key={}", "x.{}=1", "{}=1",
                    "profile.tech={}", "title={}", "roles={}"],
    "FILTER": ["owner:{}", "amount:{}", "amount:{}..", "close_date:..{}", "x.{}:1", "is:{}", "{}:x", "{}!=x",
               "stage:talk,{}"],
    "ELEMENT=SCORE": ["champion={}", "{}=1"],
    "FORMAT": ["json={}"],
}

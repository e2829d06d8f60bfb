#!/usr/bin/env python3
"""The formats of `deal check`, put through the tools that read them.

    run.py DEAL MULTITOOL

A book in a folder of a repository, with names and values of the kind that break a format: Microsoft's SARIF validator
with its GitHub rules, XML and JSON parsers, and a reader of GitHub's workflow commands.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import unquote

BAD = """\
name: "x]]>\\n::error::y & <b> %0A"
stage: nowhere
amount: 5
owner: "::set-output name=a::b\\r\\n##[error]"
foo%: 1
"""
# Two follow-ups that share an id, so that a finding has a related place.
RELATED = """\
name: Related
stage: prospecting
followups:
- {id: k2m9, due: 2026-11-27, what: One}
- {id: k2m9, due: 2026-11-28, what: Two}
"""
NAMES = ["plain", "a name", "é", "한글", "100%, b:c", "x&y<z>"]
FORMATS = ["sarif", "github", "gitlab", "junit", "json", "jsonl"]


def main():
    deal, multitool = map(os.path.abspath, sys.argv[1:])
    with tempfile.TemporaryDirectory() as top:
        book = Path(top, "sales team")
        (book / "deals").mkdir(parents=True)
        Path(top, ".git").mkdir()
        (book / "dealfile.yaml").write_text("version: 1\n")
        for name in NAMES:
            (book / "deals" / f"{name}.yaml").write_text(BAD)
        outputs = [f"--format={word}={top}/out.{word}" for word in FORMATS]
        (book / "deals/related.yaml").write_text(RELATED)
        command = [deal, "-C", book, "check", "--as-of=2026-11-23", *outputs]
        assert subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 1
        out = {word: Path(top, f"out.{word}").read_text() for word in FORMATS}
        findings = json.loads(out["json"])["findings"]
        assert len(findings) >= 4 * len(NAMES)
        assert [json.loads(line) for line in out["jsonl"].splitlines()] == findings
        paths = {f"sales team/deals/{name}.yaml" for name in [*NAMES, "related"]}
        related = [place for finding in findings for place in finding["related"]]
        assert related, "no finding has a related place"
        for word in ("github", "gitlab", "junit"):
            assert all(f"sales team/{place['path']}" in unquote(out[word]) for place in related), word
        logged = [result.get("relatedLocations", []) for result in json.loads(out["sarif"])["runs"][0]["results"]]
        assert sum(map(len, logged)) == len(related)
        sarif(out["sarif"], findings, paths, f"{top}/out.sarif", multitool)
        github(out["github"], findings, paths)
        gitlab(out["gitlab"], findings, paths)
        junit(out["junit"], findings, paths)
    print(f"{len(findings)} findings in {len(FORMATS)} formats, all as their readers want them")


def sarif(text, findings, paths, file, multitool):
    results = json.loads(text)["runs"][0]["results"]
    assert len(results) == len(findings)
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert {unquote(place["artifactLocation"]["uri"]) for place in places} == paths
    assert not validated(file, multitool), validated(file, multitool)
    # A validator that finds nothing in a wrong log proves nothing.
    Path(file).write_text(text.replace('"startLine": 2', '"startLine": 0').replace("sales%20team/", "/sales team/"))
    assert validated(file, multitool)


def validated(file, multitool):
    """What the validator finds: it stands in its log, the exit code says nothing."""
    log = f"{file}.log"
    command = [multitool, "validate", file, "--rule-kind", r"Sarif\;Ghas", "--output", log, "--log", "ForceOverwrite"]
    subprocess.run(command, capture_output=True)
    run = json.loads(Path(log).read_text(encoding="utf-8-sig"))["runs"][0]
    return [(result["ruleId"], result["message"]) for result in run.get("results", [])]


def github(text, findings, paths):
    lines = text.splitlines()
    assert len(lines) == len(findings)
    ranks = []
    for line in lines:
        level, properties, message = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line).groups()
        ranks.append(["error", "warning", "notice"].index(level))
        properties = dict(part.split("=", 1) for part in properties.split(","))
        assert unquote(properties["file"]) in paths
        assert properties["title"] and message
    assert ranks == sorted(ranks)


def gitlab(text, findings, paths):
    issues = json.loads(text)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(findings)
    assert {issue["location"]["path"] for issue in issues} == paths


def junit(text, findings, paths):
    root = ElementTree.fromstring(text)
    assert {suite.get("name") for suite in root} == paths
    assert sum(int(suite.get("tests")) for suite in root) == len(root.findall(".//testcase")) == len(findings)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""The schemas that `deal schema` prints, against jsonschema: they are schemas, take what `deal check` takes, and every
error by them is one of `deal check`: deals of examples/, changed at random.

    schema.py [DEAL] [--deals N] [--seed K]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

import ruamel.yaml
from jsonschema import Draft202012Validator

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
VALUES = [None, "", "word", "12", 12, -1, 1.5, True, [], {}, ["a"], {"a": 1}, "2026-13-01", "2026-11-02", "won", "mina"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deal", nargs="?", default="target/debug/deal", type=os.path.abspath)
    parser.add_argument("--deals", type=int, default=600)
    parser.add_argument("--seed", default="1")
    args = parser.parse_args()
    random, faults = Random(args.seed), []
    schemas = {name: schema(args.deal, name) for name in ("deal", "dealfile")}
    sources = sorted(EXAMPLES.glob("deals/**/*.yaml"))
    faults += [f"{path.name}: {error}" for path in sources for error in errors(schemas["deal"], read(path))]
    faults += errors(schemas["dealfile"], read(EXAMPLES / "dealfile.yaml"))
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(EXAMPLES / "dealfile.yaml", folder)
        os.mkdir(f"{folder}/deals")
        changed = {f"d{number}": change(random, read(random.choice(sources))) for number in range(args.deals)}
        for name, deal in changed.items():
            yaml().dump(deal, Path(folder, "deals", f"{name}.yaml"))
        found = subprocess.run(
            [args.deal, "-C", folder, "check", "--as-of", "2026-11-23", "--format", "json"],
            capture_output=True,
            text=True,
            check=False,
        )
        wrong = {
            Path(finding["path"]).stem
            for finding in json.loads(found.stdout)["findings"]
            if finding["severity"] == "error"
        }
        for name in changed:
            said = errors(schemas["deal"], read(Path(folder, "deals", f"{name}.yaml")))
            refused += bool(said)
            if said and name not in wrong:
                text = Path(folder, "deals", f"{name}.yaml").read_text()
                faults.append(f"{name}: {said}, and `deal check` says nothing\n{text}")
    print("\n".join(faults))
    print(f"seed {args.seed}: {len(changed)} deals, {refused} refused by the schema, {len(faults)} faults")
    return bool(faults or not refused)


def schema(deal, name):
    printed = subprocess.run([deal, "-C", EXAMPLES, "schema", name], capture_output=True, text=True, check=True).stdout
    whole = json.loads(printed)
    Draft202012Validator.check_schema(whole)
    return Draft202012Validator(whole)


def yaml():
    # As editors read it: a date is text.
    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    reader.constructor.yaml_constructors["tag:yaml.org,2002:timestamp"] = lambda loader, node: loader.construct_scalar(
        node
    )
    reader.allow_unicode = True
    return reader


def read(path):
    return yaml().load(path)


def errors(validator, deal):
    return [f"{error.json_path}: {error.message[:160]}" for error in validator.iter_errors(deal)]


def change(random, deal):
    """One value, key or entry of a deal is another one."""
    node = deal
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = random.choice(keys)
        inner = node[key]
        if isinstance(inner, (dict, list)) and inner and random.random() < 0.8:
            node = inner
            continue
        what = random.random()
        if what < 0.2:
            del node[key]
        elif what < 0.4 and isinstance(node, dict):
            node[f"{key}x"] = node.pop(key)
        else:
            node[key] = random.choice(VALUES)
        return deal


if __name__ == "__main__":
    sys.exit(main())

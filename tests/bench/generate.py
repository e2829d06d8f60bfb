#!/usr/bin/env python3
"""Write a deal book of any size: the same bytes for the same arguments, on any machine.

    python3 generate.py DIR --deals N [--seed S] [--as-of 2026-11-23]
"""

import argparse
import sys
from datetime import date
from pathlib import Path

# No __pycache__ in a source tree that is only run, never installed.
sys.dont_write_bytecode = True

from book.config import config  # noqa: E402
from book.deal import deal  # noqa: E402


def main():
    args = arguments()
    if args.dir.exists() and any(args.dir.iterdir()):
        sys.exit(f"generate.py: {args.dir} is not empty; nothing was written")
    size = write_book(args.dir, args.deals, args.seed, args.as_of)
    print(f"{args.dir}: {args.deals:,} deals, {size / max(1, args.deals):,.0f} bytes each on average")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", type=Path, metavar="DIR", help="an empty folder, or one to be made")
    parser.add_argument("--deals", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 23), metavar="DATE")
    return parser.parse_args()


def write_book(root, count, seed, as_of):
    """Returns the bytes of all deals. What is written is not read again: memory stays flat for any size."""
    write(root / "dealfile.yaml", config(as_of).encode())
    size = 0
    for number in range(1, count + 1):
        path, data = deal(number, seed, as_of)
        write(root / path, data)
        size += len(data)
    return size


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    main()

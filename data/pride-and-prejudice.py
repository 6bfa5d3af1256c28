#!/usr/bin/env python3
"""Rebuild data/pride-and-prejudice.txt from Debian's package r-cran-janeaustenr.

    python3 data/pride-and-prejudice.py FOLDER

FOLDER holds the package's `Rdata.rdb` and `Rdata.rdx` (/usr/lib/R/site-library/janeaustenr/data). The lines of the novel are
written as they are, each with a line feed after it. Needs Python 3.10 or later, nothing else.
"""

import gzip
import hashlib
import re
import struct
import sys
import zlib
from pathlib import Path

BOOK = b"prideprejudice"
STRINGS, STRING = 16, 9  # R's types of a vector of strings and of one (R Internals, section 1.1)


def entries(index: bytes) -> dict[bytes, tuple[int, int]]:
    """Offset and length in the database of each variable: pairs of integers, then as many names."""
    pairs = [struct.unpack(">2i", pair) for pair in re.findall(rb"\0\0\0\x0d\0\0\0\x02(.{8})", index, re.DOTALL)]
    names = re.findall(rb"\0\x04\0\x09\0\0\0.([a-z]+)", index, re.DOTALL)
    return dict(zip([name for name in names if name != b"names"], pairs))


def lines(data: bytes) -> list[bytes]:
    """The strings of a serialised vector, which stands after a header of 23 bytes."""
    kind, count = struct.unpack_from(">2i", data, 23)
    if kind & 0xFF != STRINGS:
        sys.exit(f"the novel must be a vector of strings, R's type {STRINGS}, got {kind & 0xFF}")
    at, found = 31, []
    for _ in range(count):
        kind, length = struct.unpack_from(">2i", data, at)
        if kind & 0xFF != STRING:
            sys.exit(f"a line must be a string, R's type {STRING}, got {kind & 0xFF}")
        found.append(data[at + 8 : at + 8 + length])
        at += 8 + length
    return found


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    source, target = Path(sys.argv[1]), Path(__file__).with_suffix(".txt")
    offset, length = entries(gzip.decompress((source / "Rdata.rdx").read_bytes()))[BOOK]
    database = (source / "Rdata.rdb").read_bytes()
    data = zlib.decompress(database[offset + 4 : offset + length])  # after its length uncompressed
    text = b"".join(line + b"\n" for line in lines(data))
    target.write_bytes(text)
    print(f"{target.name}  {len(text)} bytes  SHA-256 {hashlib.sha256(text).hexdigest()}")


if __name__ == "__main__":
    main()

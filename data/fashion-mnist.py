#!/usr/bin/env python3
"""Rebuild data/fashion-mnist from the official Fashion-MNIST files.

    python3 data/fashion-mnist.py FOLDER

FOLDER holds the four official files `train-images-idx3-ubyte.gz` and so on, as in Debian's package `dataset-fashion-mnist`
(/usr/share/datasets/fashion-mnist). Kept are the first 1,000 training and the first 200 test images of each class, in
their official order. Needs Python 3.10 or later, nothing else.
"""

import gzip
import hashlib
import io
import struct
import sys
from pathlib import Path

OFFICIAL = {  # SHA-256 of the uncompressed files
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}
PER_CLASS = {"train": 1000, "t10k": 200}
CLASSES = 10
PIXELS = 28 * 28


def official(folder: Path, name: str) -> bytes:
    data = gzip.decompress((folder / f"{name}.gz").read_bytes())
    found = hashlib.sha256(data).hexdigest()
    if found != OFFICIAL[name]:
        sys.exit(f"{name}.gz must hold the official file, SHA-256 {OFFICIAL[name]}, got {found}")
    return data


def write(path: Path, data: bytes) -> None:
    compressed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=compressed, mtime=0) as out:
        out.write(data)
    path.write_bytes(compressed.getvalue())
    print(f"{path.name}  {len(compressed.getvalue())} bytes  SHA-256 uncompressed {hashlib.sha256(data).hexdigest()}")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    source, target = Path(sys.argv[1]), Path(__file__).parent / "fashion-mnist"
    for split, per_class in PER_CLASS.items():
        images = official(source, f"{split}-images-idx3-ubyte")[16:]
        labels = official(source, f"{split}-labels-idx1-ubyte")[8:]
        seen = [0] * CLASSES
        kept = []
        for i, label in enumerate(labels):
            if seen[label] < per_class:
                seen[label] += 1
                kept.append(i)
        pixels = b"".join(images[i * PIXELS : (i + 1) * PIXELS] for i in kept)
        write(target / f"{split}-images-idx3-ubyte.gz", struct.pack(">4i", 0x803, len(kept), 28, 28) + pixels)
        write(target / f"{split}-labels-idx1-ubyte.gz", struct.pack(">2i", 0x801, len(kept)) + bytes(labels[i] for i in kept))


if __name__ == "__main__":
    main()

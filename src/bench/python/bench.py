"""The library beside PyTorch: the same training on both sides, by turns, on one machine. environment/lab bench runs it.

environment/lab bench [CASE...] [--repeats N] [--quick]

Each repeat times the library, then PyTorch's variants: what slows the machine slows both, and while one side works the other
waits. Both sides are processes that live as long as the benchmark, Bench.java and peer.py; they learn from the same arrays with
nets of the same function, the same initial distribution, loss, batch size and optimizer, in float32. A first repeat, not counted,
warms both up and tries every variant of PyTorch; those far from the best of their group stay out of the rest. To add a case, see
cases.py.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from cases import CASES
from match import INFORMED, LIBRARY, Match
from side import Side

BENCH = Path(__file__).resolve().parent.parent
ROOT = BENCH.parent.parent


def options(arguments):
    parser = argparse.ArgumentParser(prog="lab bench", description="Time the library against PyTorch, by turns.")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}; all when left out")
    parser.add_argument("--repeats", type=int, metavar="N", help="counted repeats after the warm-up; each case's own number when left out")
    parser.add_argument("--quick", action="store_true", help="one repeat of few steps: shows that it works, times nothing")
    chosen = parser.parse_args(arguments)
    if unknown := [name for name in chosen.cases if name not in CASES]:
        parser.error(f"there is no case {unknown[0]}; there are {', '.join(CASES)}")
    if chosen.repeats is not None and chosen.repeats < 1:
        parser.error(f"repeats must be at least 1, got {chosen.repeats}")
    return chosen


def start(stack, folder):
    """The library's side, and a process of PyTorch's for each core that a variant uses."""
    try:
        java, class_path = os.environ["JAVA"], os.environ["PHENOMENA_CLASSPATH"]
    except KeyError as missing:
        raise SystemExit(f"bench: {missing} must be set; start it by environment/lab bench") from None
    library = [java, f"-Xmx{os.environ.get('PHENOMENA_HEAP', '4g')}", "-cp", class_path, str(BENCH / "java" / "Bench.java")]
    peer = [sys.executable, str(BENCH / "python" / "peer.py")]
    processes = max(variant.processes for case in CASES.values() for against in case.against for variant in against.variants)
    sides = Side("the library's side", library, ROOT), *(Side("PyTorch's side", peer, folder) for _ in range(processes))
    for side in sides:
        stack.enter_context(side)
    return sides[0], list(sides[1:])


def describe(java, peer):
    own, other = java.ask("info"), peer.ask("info")
    print(f"machine   {processor()}, {os.cpu_count()} cores, {platform.platform()}")
    print(f"library   JDK {own['jdk']}, {own['engine']}, {own['cores']} cores, heap {own['heap']} MB")
    print(f"PyTorch   torch {other['torch']}, {other['threads']} threads by default, Python {platform.python_version()}")


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def busy():
    """A warning if the machine has other work, or None; to be asked before the benchmark makes work itself."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    return None if load <= 0.5 else f"WARNING   load average {load:.1f}: something else runs, do not trust the numbers"


def shown(match, seconds):
    return f"{seconds:.2f} s" if match.is_whole else f"{seconds * 1e3:.3f} ms"


def play(match, repeats):
    print(f"{match.name}: warm-up, {match.long} steps", flush=True)
    match.warm_up()
    for variant, why in match.missing.items():
        print(f'{match.name}: without "{variant}", which failed: {why}')
    for number in range(1, repeats + 1):
        match.repeat(number)
        latest = [f"library {shown(match, match.times[LIBRARY][-1])}"]
        for against, variants in match.groups.items():
            if variants and (against.target or number <= INFORMED):
                latest.append(f"{against.name} {shown(match, min(match.times[variant][-1] for variant in variants))}")
        print(f"{match.name}: repeat {number} of {repeats}: {', '.join(latest)}", flush=True)


def table(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def judge(match, best, ratio, target, quick):
    # One replica against the median of many: the error of a single one varies by a few percent.
    if wrong := match.wrong(best, 0.15 if quick else 0.05):
        return "NOT COMPARABLE: " + wrong
    if target is None or quick:
        return "" if target is None else "not judged"
    return "reached" if ratio <= target else "MISSED"


def ratios(matches, quick):
    rows = [("case", "of", "against", "PyTorch at its best", "repeats", "library", "PyTorch", "ratio", "range", "target", "")]
    for match in matches:
        of = "the whole" if match.is_whole else "a replica-step" if match.case.replicas > 1 else "a step"
        for against in match.groups:
            best = match.best(against)
            if best is None:
                rows.append((match.name, of, against.name, "cannot run here", *[""] * 7))
                continue
            other = match.times[best]
            own = match.times[LIBRARY][: len(other)]
            ratio = median(own) / median(other)
            each = [a / b for a, b in zip(own, other)]
            target = "" if against.target is None else f"<= {against.target:.2f}"
            verdict = judge(match, best, ratio, against.target, quick)
            times = str(len(other)), shown(match, median(own)), shown(match, median(other))
            spread = f"{min(each):.3f} to {max(each):.3f}"
            rows.append((match.name, of, against.name, str(best), *times, f"{ratio:.3f}", spread, target, verdict))
    return rows


def work(matches):
    """Every side that stayed in, and what it learned: of one median replica and, in brackets, before training."""
    rows = [("case", "side", "median", "range", "train loss", "test error")]
    for match in matches:
        for side, times in match.times.items():
            name = side if side == LIBRARY else f"PyTorch {side}"
            spread = f"{shown(match, min(times))} to {shown(match, max(times))}"
            loss = f"{match.median(side, 'loss_after'):.3f} (from {match.median(side, 'loss_before'):.3f})"
            rows.append((match.name, name, shown(match, median(times)), spread, loss, f"{match.median(side, 'error_after'):.3f}"))
    return rows


def main(arguments):
    chosen = options(arguments)
    warning = busy()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        java, peers = start(stack, folder)
        describe(java, peers[0])
        if warning:
            print(warning)
        matches = []
        for name in chosen.cases or CASES:
            matches.append(Match(name, CASES[name], chosen.quick, (java, peers), folder))
            play(matches[-1], 1 if chosen.quick else chosen.repeats or CASES[name].repeats)
    print("\nWhat was learned\n")
    table(work(matches))
    print(f"\nLibrary / PyTorch, medians over the repeats{', too short to mean anything' if chosen.quick else ''}\n")
    table(ratios(matches, chosen.quick))
    print(f"\ntook {time.monotonic() - begun:.0f} s")
    if warning:
        print(warning)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

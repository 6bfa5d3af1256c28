"""What is compared. A case's protocols stand in Bench.java, its recipe for PyTorch in recipes.py, both under the case's name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    """One way in which PyTorch does a training."""

    form: str  # "alone": one replica after another; "together": all in one pass, by vmap
    optimizer: str = "fused"  # or "foreach", or "loop" over the parameters
    threads: int = 1  # of each process
    compiled: bool = False
    processes: int = 1
    fused_attention: bool = False  # scaled_dot_product_attention

    def __str__(self):
        form = {"alone": "one by one", "together": "vmap"}[self.form] + (" compiled" if self.compiled else "")
        form += " with fused attention" if self.fused_attention else ""
        processes = f"{self.processes} processes of " if self.processes > 1 else ""
        return f"{form}, {self.optimizer} optimizer, {processes}{self.threads} thread{'s' if self.threads > 1 else ''}"


@dataclass(frozen=True)
class Against:
    """Variants of which the best is compared with the library. target: the largest ratio wished for; None: for information,
    and timed in two repeats only."""

    name: str
    variants: tuple
    target: float | None = None


@dataclass(frozen=True)
class Case:
    """The steps of a training. With `short` given, what is timed is a replica-step: the library by the difference of a long
    and a short run, which measure equally often, PyTorch by its steps alone. Without it, what is timed is the whole."""

    replicas: int
    long: int
    short: int | None
    quick: tuple  # long and short for --quick
    alone: int  # replicas that PyTorch takes one after another each repeat, where not all
    against: tuple
    repeats: int = 5  # counted ones, after the warm-up


def each(form, *optimizers, **how):
    return tuple(Variant(form, optimizer, threads, **how) for optimizer in optimizers for threads in (1, 2))


EAGER = each("alone", "loop", "foreach", "fused")
COMPILED = each("alone", "fused", compiled=True)
VMAP = each("together", "foreach", "fused") + each("together", "fused", compiled=True)
# One process a core, as one would run a sweep by hand. Starting them, seconds each, is not timed.
PROCESSES = (Variant("alone", processes=2),)
# A sweep's seeds of one width are together where there is vmap.
BEST = (*PROCESSES, Variant("alone", processes=2, compiled=True), Variant("together", threads=2))
FUSED_BEST = (Variant("alone", processes=2, fused_attention=True), Variant("alone", processes=2, compiled=True, fused_attention=True))


def mlp(long, short, target):
    """Multilayer perceptron 40-w-w-10 on MNIST-1D, 4,000 examples, batch 100, 32 seeds."""
    against = (
        Against("eager", EAGER, target),
        Against("vmap", VMAP, 1.0),
        Against("compiled", COMPILED),
        Against("eager, 2 processes", PROCESSES),
    )
    return Case(32, long, short, (100, 11), 2, against)


CASES = {
    "mlp-16": mlp(1000, 101, 0.15),
    "mlp-100": mlp(1000, 101, 0.5),
    # One convolutional network on Fashion-MNIST, batch 128; of shorter runs the differences scatter fourfold.
    "cnn": Case(1, 1000, 101, (10, 2), 1, (Against("eager or compiled", EAGER + COMPILED, 1.1),), repeats=7),
    # The multilayer perceptron of width 100 under 6 levels of label noise times 5 seeds, loss and error measured at
    # log-spaced steps, for about as many steps as the notebook's sweep takes. The library makes the data and files the
    # records on the clock; PyTorch reads the data from files.
    "noise-sweep": Case(
        30,
        2500,
        None,
        (20, None),
        30,
        (
            Against("eager", (Variant("alone", "loop"), Variant("alone")), 0.3),
            Against("eager, 2 processes", PROCESSES),
            Against("vmap", (Variant("together", threads=2),)),
        ),
        repeats=3,  # of minutes each
    ),
    # The double-descent notebook's sweep over 14 widths times 5 seeds, for fewer steps; the rest as in the noise sweep.
    "descent": Case(70, 2000, None, (20, None), 70, (Against("eager, 2 processes", PROCESSES, 0.4),), repeats=3),
    # The scaling notebook's sweep over 6 widths times 3 seeds on 100 sparse parities, for a fifth of the steps and of the examples.
    # PyTorch reads the task as one-hot control bits, as published; the library gathers rows.
    "parity": Case(18, 1200, None, (24, None), 18, (Against("eager, compiled or vmap", BEST, 0.5),), repeats=3),
    # Its decoders on the language of known entropy, 9 widths times 3 seeds, on a third of the most tokens.
    "language": Case(27, 560, None, (20, None), 27, (Against("eager, compiled, fused or vmap", BEST + FUSED_BEST, 1.0),), repeats=3),
    # One run of two layers of attention alone, of 4 heads and width 64, on 64 sequences of 64 tokens that repeat.
    "attention-only": Case(
        1,
        400,
        101,
        (12, 2),
        1,
        (
            Against("eager", each("alone", "fused"), 1.0),
            Against("compiled", COMPILED),
            Against("eager, fused attention", each("alone", "fused", fused_attention=True)),
            Against("compiled, fused attention", each("alone", "fused", compiled=True, fused_attention=True)),
        ),
    ),
    # Eight seeds of it end to end, loss and error measured at log-spaced steps on 256 of train and 200 of test.
    "attention-only-8": Case(
        8,
        100,
        None,
        (12, None),
        8,
        (
            Against("eager", each("alone", "fused"), 0.8),
            Against("eager, 2 processes", PROCESSES),
            Against("compiled", (Variant("alone", threads=2, compiled=True),)),
            Against("eager, fused attention", (Variant("alone", threads=2, fused_attention=True),)),
            Against("compiled, fused attention", (Variant("alone", threads=2, compiled=True, fused_attention=True),)),
        ),
        repeats=3,
    ),
    # One run of Nanda's transformer on 30% of addition modulo 113, full batch. PyTorch trains the form published; the library
    # leaves out what the answer does not depend on, and the logit of "=".
    "transformer": Case(1, 60, 11, (6, 2), 1, (Against("eager or compiled", EAGER + COMPILED, 0.8),)),
    # 64 quadratic multilayer perceptrons of 64 units on half of addition modulo 23, full batch. PyTorch reads pairs of one-hot
    # vectors, as published; the library gathers rows.
    "quadratic": Case(
        64,
        1000,
        101,
        (100, 11),
        2,
        (
            Against("one by one, eager or compiled", EAGER + COMPILED, 0.25),
            Against("vmap", VMAP, 1.0),
            Against("eager, 2 processes", PROCESSES),
        ),
        repeats=9,  # compiled vmap has two speeds, by chance
    ),
}

"""Writes what PyTorch's optimizers make of a small problem: the numbers that OptimizerTest compares with.

    python optimizer_reference.py > ../resources/phenomena/optimize/pytorch-2.7.1.csv

Needs torch 2.7.1 and nothing else. Three rows (replicas) of five parameters, 20 steps in double precision, each row
with an optimizer of its own. A row's gradient is the sum of a quadratic bowl's and of a number that changes with the
step, made of integers so that Java makes the same:

    w0[r][j] = ((5 r + 3 j) mod 7 - 3) / 4
    g[t][r][j] = (1 + j mod 3) / 2 * w[r][j] + ((7 t + 13 r + 29 j) mod 17 - 8) / 8

What PyTorch does not have, a change of the gradient before the step, is written here from its paper and its authors'
code; warm-up is a scheduler of PyTorch's. A line holds the case, the steps taken, the row, and the row's five parameters.
"""

from collections import deque

import torch
from torch.optim.lr_scheduler import LambdaLR

ROWS, COLUMNS, STEPS = 3, 5, 20
LEARNING_RATES = (0.1, 0.01, 0.003)
DECAYS = (0.0, 0.5, 0.02)


def sgd(w, lr, decay):
    return torch.optim.SGD(w, lr=lr, weight_decay=decay)


def momentum(w, lr, decay):
    return torch.optim.SGD(w, lr=lr, momentum=0.9, weight_decay=decay)


def adam(w, lr, decay):
    return torch.optim.Adam(w, lr=lr, weight_decay=decay)


def adam_slow(w, lr, decay):
    return torch.optim.Adam(w, lr=lr, betas=(0.5, 0.75), eps=0.1, weight_decay=decay)


def adamw(w, lr, decay):
    return torch.optim.AdamW(w, lr=lr, weight_decay=decay)


def adamw_slow(w, lr, decay):
    return torch.optim.AdamW(w, lr=lr, betas=(0.5, 0.75), eps=0.1, weight_decay=decay)


def grokfast_ema(decay, strength):
    """Lee et al. 2024: the average begins at the first gradient."""
    average = None

    def change(w, g):
        nonlocal average
        average = g if average is None else decay * average + (1 - decay) * g
        return g + strength * average

    return change


def grokfast_ma(window, strength):
    """Lee et al. 2024: nothing changes before the window is full."""
    last = deque(maxlen=window)

    def change(w, g):
        last.append(g)
        return g + strength * torch.stack(list(last)).mean(0) if len(last) == window else g

    return change


def l1(strength):
    def change(w, g):
        leaf = w.clone().requires_grad_()
        (strength * leaf.abs().sum()).backward()
        return g + leaf.grad

    return change


def orthogonal(w, g):
    """Prieto et al. 2025: projected, then as long as before."""
    left = g - torch.dot(w, g) / torch.dot(w, w) * w
    return left * (torch.linalg.vector_norm(g) / torch.linalg.vector_norm(left))


# Name: the optimizer, what changes its gradient, the outermost first, and the steps of warm-up.
CASES = {
    "sgd": lambda: (sgd, [], 0),
    "sgd-momentum": lambda: (momentum, [], 0),
    "adam": lambda: (adam, [], 0),
    "adam-slow": lambda: (adam_slow, [], 0),
    "adamw": lambda: (adamw, [], 0),
    "adamw-slow": lambda: (adamw_slow, [], 0),
    "grokfast-ema": lambda: (adamw, [grokfast_ema(0.8, 2)], 0),
    "grokfast-ma": lambda: (momentum, [grokfast_ma(6, 5)], 0),
    "grokfast-ma-2": lambda: (adam_slow, [grokfast_ma(2, 1.5)], 0),
    "l1": lambda: (momentum, [l1(0.3)], 0),
    "orthogonal": lambda: (adamw_slow, [orthogonal], 0),
    "warm-up": lambda: (adamw, [], 8),
    "nested": lambda: (adamw_slow, [grokfast_ema(0.9, 1), l1(0.1), orthogonal, grokfast_ma(3, 0.5)], 10),
}


def trajectory(case, row):
    start = [((5 * row + 3 * j) % 7 - 3) / 4 for j in range(COLUMNS)]
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    bowl = torch.tensor([(1 + j % 3) / 2 for j in range(COLUMNS)], dtype=torch.float64)
    make, changes, warm_up = case()
    optimizer = make([w], LEARNING_RATES[row], DECAYS[row])
    scheduler = LambdaLR(optimizer, lambda step: min(1, step / warm_up) if warm_up else 1)
    for t in range(STEPS):
        pull = torch.tensor([((7 * t + 13 * row + 29 * j) % 17 - 8) / 8 for j in range(COLUMNS)], dtype=torch.float64)
        w.grad = bowl * w.detach() + pull
        for change in changes:
            w.grad = change(w.detach(), w.grad)
        optimizer.step()
        scheduler.step()
        yield t + 1, w.detach().tolist()


def main():
    assert torch.__version__.startswith("2.7.1"), torch.__version__
    for name, case in CASES.items():
        for row in range(ROWS):
            for step, values in trajectory(case, row):
                print(",".join([name, str(step), str(row)] + [f"{value:.17g}" for value in values]))


main()

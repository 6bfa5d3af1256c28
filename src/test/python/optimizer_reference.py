"""Writes what PyTorch's optimizers make of a small problem: the numbers that OptimizerTest compares with.

    python optimizer_reference.py > ../resources/phenomena/optimize/pytorch-2.7.1.csv

Needs torch 2.7.1 and nothing else. Three rows (replicas) of five parameters, 20 steps in double precision, each row
with an optimizer of its own. A row's gradient is the sum of a quadratic bowl's and of a number that changes with the
step, made of integers so that Java makes the same:

    w0[r][j] = ((5 r + 3 j) mod 7 - 3) / 4
    g[t][r][j] = (1 + j mod 3) / 2 * w[r][j] + ((7 t + 13 r + 29 j) mod 17 - 8) / 8

A line holds the case, the steps taken, the row, and the row's five parameters.
"""

import torch

ROWS, COLUMNS, STEPS = 3, 5, 20
LEARNING_RATES = (0.1, 0.01, 0.003)
DECAYS = (0.0, 0.5, 0.02)

CASES = {
    "sgd": lambda w, lr, decay: torch.optim.SGD(w, lr=lr, weight_decay=decay),
    "sgd-momentum": lambda w, lr, decay: torch.optim.SGD(w, lr=lr, momentum=0.9, weight_decay=decay),
    "adam": lambda w, lr, decay: torch.optim.Adam(w, lr=lr, weight_decay=decay),
    "adam-slow": lambda w, lr, decay: torch.optim.Adam(w, lr=lr, betas=(0.5, 0.75), eps=0.1, weight_decay=decay),
    "adamw": lambda w, lr, decay: torch.optim.AdamW(w, lr=lr, weight_decay=decay),
    "adamw-slow": lambda w, lr, decay: torch.optim.AdamW(w, lr=lr, betas=(0.5, 0.75), eps=0.1, weight_decay=decay),
}


def trajectory(make, row):
    start = [((5 * row + 3 * j) % 7 - 3) / 4 for j in range(COLUMNS)]
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    bowl = torch.tensor([(1 + j % 3) / 2 for j in range(COLUMNS)], dtype=torch.float64)
    optimizer = make([w], LEARNING_RATES[row], DECAYS[row])
    for t in range(STEPS):
        pull = torch.tensor([((7 * t + 13 * row + 29 * j) % 17 - 8) / 8 for j in range(COLUMNS)], dtype=torch.float64)
        w.grad = bowl * w.detach() + pull
        optimizer.step()
        yield t + 1, w.detach().tolist()


def main():
    assert torch.__version__.startswith("2.7.1"), torch.__version__
    for name, make in CASES.items():
        for row in range(ROWS):
            for step, values in trajectory(make, row):
                print(",".join([name, str(step), str(row)] + [f"{value:.17g}" for value in values]))


main()

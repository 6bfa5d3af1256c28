"""What PyTorch trains in each case: the net of the literature in the form published, its loss and its optimizer."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import torch
from torch import nn
from torch.nn.functional import cross_entropy, mse_loss, one_hot


def mlp(width):
    return nn.Sequential(nn.Linear(40, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(), nn.Linear(width, 10))


def cnn():
    return nn.Sequential(
        *(nn.Conv2d(1, 16, 3, stride=2, padding=1), nn.ReLU()),
        *(nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.ReLU()),
        *(nn.Flatten(), nn.Linear(32 * 7 * 7, 128), nn.ReLU(), nn.Linear(128, 10)),
    )


class Quadratic(nn.Module):
    """Squares of one hidden layer without biases, on pairs of one-hot vectors (Gromov 2023, arXiv:2301.02679)."""

    def __init__(self, symbols, width):
        super().__init__()
        self.first = nn.Linear(2 * symbols, width, bias=False)
        self.second = nn.Linear(width, symbols, bias=False)
        self.deviation = 0.5 * (2 * width) ** (-1 / 3)  # Doshi et al. 2023, arXiv:2310.13061
        self.reset_parameters()

    def reset_parameters(self):
        for parameter in self.parameters():
            nn.init.normal_(parameter, std=self.deviation)

    def forward(self, pairs):
        return self.second(self.first(pairs) ** 2)


class Transformer(nn.Module):
    """The one-layer transformer of Nanda et al. 2023 (arXiv:2301.05217) as in their code: every position goes through
    everything, and "=" has a column of the unembedding. (B, 3) tokens to the logits (B, p + 1) of the last position."""

    def __init__(self, symbols, width=128, heads=4):
        super().__init__()
        vocabulary, units, size = symbols + 1, 4 * width, width // heads
        shapes = {"W_E": (width, vocabulary), "W_pos": (3, width), "W_U": (width, vocabulary), "W_O": (width, width)}
        shapes |= {name: (heads, size, width) for name in ("W_Q", "W_K", "W_V")}
        shapes |= {"W_in": (units, width), "b_in": (units,), "W_out": (width, units), "b_out": (width,)}
        for name, shape in shapes.items():
            setattr(self, name, nn.Parameter(torch.empty(shape)))
        self.register_buffer("mask", torch.ones(3, 3).tril())
        self.reset_parameters()

    def reset_parameters(self):
        width, vocabulary = self.W_U.shape
        for name, parameter in self.named_parameters():
            fan = vocabulary if name == "W_U" else width
            nn.init.normal_(parameter, std=0 if name.startswith("b_") else 1 / math.sqrt(fan))

    def forward(self, tokens):
        x = torch.einsum("dbp->bpd", self.W_E[:, tokens]) + self.W_pos  # (B, 3, width)
        x = x + self.attention(x)
        units = torch.relu(torch.einsum("md,bpd->bpm", self.W_in, x) + self.b_in)
        x = x + torch.einsum("dm,bpm->bpd", self.W_out, units) + self.b_out
        return (x @ self.W_U)[:, -1]

    def attention(self, x):
        q, k, v = (torch.einsum("ihd,bpd->biph", weight, x) for weight in (self.W_Q, self.W_K, self.W_V))
        scores = torch.einsum("biph,biqh->biqp", k, q).tril() - 1e10 * (1 - self.mask)
        shares = torch.softmax(scores / math.sqrt(q.shape[-1]), -1)
        mixed = torch.einsum("biph,biqp->bqih", v, shares).flatten(2)  # the heads side by side
        return torch.einsum("df,bqf->bqd", self.W_O, mixed)


def same(values):
    return values


def one_hot_pairs(symbols, tokens):
    return one_hot(tokens.long(), symbols).flatten(-2).float()


def with_equals(symbols, tokens):
    return nn.functional.pad(tokens.long(), (0, 1), value=symbols)


@dataclass(frozen=True)
class Recipe:
    """inputs and targets are made of the arrays' inputs and labels when these are read, once for all steps."""

    model: Callable  # a fresh one; of the width that the library's side says of a replica, where it says one
    inputs: Callable = same
    targets: Callable = same
    loss: Callable = cross_entropy  # of logits and targets
    optimizer: Callable = partial(torch.optim.Adam, lr=1e-3, betas=(0.9, 0.999), eps=1e-8)


# PyTorch's layers start from the same distribution as the library's: uniform in ±1/√fanIn.
RECIPES = {
    "mlp-16": Recipe(mlp),
    "mlp-100": Recipe(mlp),
    "cnn": Recipe(cnn),
    "noise-sweep": Recipe(mlp),
    "descent": Recipe(mlp, optimizer=partial(torch.optim.SGD, lr=0.02, momentum=0.9)),
    "transformer": Recipe(
        partial(Transformer, 113),
        inputs=partial(with_equals, 113),
        optimizer=partial(torch.optim.AdamW, lr=1e-3, betas=(0.9, 0.98), eps=1e-8, weight_decay=1),
    ),
    "quadratic": Recipe(
        partial(Quadratic, 23, 64),
        inputs=partial(one_hot_pairs, 23),
        targets=lambda labels: one_hot(labels, 23).float(),
        loss=mse_loss,
        optimizer=partial(torch.optim.AdamW, lr=1e-2, betas=(0.9, 0.999), eps=1e-8, weight_decay=5),
    ),
}

"""What PyTorch trains in each case: the net of the literature in the form published, its loss and its optimizer."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import torch
from torch import nn
from torch.nn.functional import cross_entropy, mse_loss, one_hot, scaled_dot_product_attention


def shallow(width):
    return nn.Sequential(nn.Linear(124, width), nn.ReLU(), nn.Linear(width, 2))


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


class Attention(nn.Module):
    """Causal attention of heads side by side, without biases. (B, L, width) both."""

    def __init__(self, length, width, heads, fused):
        super().__init__()
        self.heads, self.fused = heads, fused
        self.inputs = nn.Linear(width, 3 * width, bias=False)  # to queries, keys and values
        self.output = nn.Linear(width, width, bias=False)
        self.register_buffer("future", torch.ones(length, length, dtype=torch.bool).triu(1))

    def forward(self, x):
        q, k, v = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in self.inputs(x).chunk(3, -1))
        mixed = scaled_dot_product_attention(q, k, v, is_causal=True) if self.fused else self.attend(q, k, v)
        return self.output(mixed.transpose(1, 2).flatten(2))

    def attend(self, q, k, v):
        scores = (q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])).masked_fill(self.future, -math.inf)
        return torch.softmax(scores, -1) @ v


class Decoder(nn.Module):
    """The library's decoder as one writes it for PyTorch. (B, L) tokens to logits (B, L, symbols).

    factor: units of an MLP over the width; 0 for attention alone, where each position has a vector, added to the token's. Where
    there are MLPs, layers are normalised before attention, MLP and unembedding, and nothing but the mask knows positions."""

    def __init__(self, symbols, length, width, layers, heads, factor, fused_attention=False):
        super().__init__()
        self.deviation = 1 / math.sqrt(width)
        norm = partial(nn.LayerNorm, width) if factor else nn.Identity
        self.tokens = nn.Embedding(symbols, width)
        self.positions = nn.Parameter(torch.empty(length, width)) if not factor else None
        self.parts = nn.ModuleList()  # each adds to what it reads
        for _ in range(layers):
            self.parts.append(nn.Sequential(norm(), Attention(length, width, heads, fused_attention)))
            if factor:
                units = nn.Linear(width, factor * width), nn.ReLU()
                self.parts.append(nn.Sequential(norm(), *units, nn.Linear(factor * width, width)))
        self.layers = layers
        self.last = nn.Sequential(norm(), nn.Linear(width, symbols, bias=False))
        self.reset_parameters()

    def reset_parameters(self):
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2:
                nn.init.normal_(parameter, std=self.deviation)
            elif name.endswith("bias"):
                nn.init.zeros_(parameter)
        for part in self.parts:  # what writes to the residual stream
            writing = part[-1].output if isinstance(part[-1], Attention) else part[-1]
            nn.init.normal_(writing.weight, std=self.deviation / math.sqrt(2 * self.layers))

    def forward(self, tokens):
        x = self.tokens(tokens)
        if self.positions is not None:
            x = x + self.positions
        for part in self.parts:
            x = x + part(x)
        return self.last(x)


def language(width, **options):
    return Decoder(256, 16, width, layers=1, heads=1, factor=4, **options)


def attention_only(width, **options):
    return Decoder(64, 64, width, layers=2, heads=4, factor=0, **options)


def same(values):
    return values


def of_tokens(logits, targets):
    return cross_entropy(logits.flatten(0, -2), targets.flatten())


def one_hot_pairs(symbols, tokens):
    return one_hot(tokens.long(), symbols).flatten(-2).float()


def control_bits(tasks, inputs):
    return torch.cat((one_hot(inputs[..., 0].long(), tasks), inputs[..., 1:]), -1)


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
    "parity": Recipe(shallow, inputs=partial(control_bits, 100), optimizer=partial(torch.optim.Adam, lr=3e-3)),
    "language": Recipe(
        language,
        inputs=torch.Tensor.long,
        loss=of_tokens,
        optimizer=partial(torch.optim.Adam, lr=3e-3, betas=(0.9, 0.99)),
    ),
    **dict.fromkeys(
        ("attention-only", "attention-only-8"),
        Recipe(attention_only, inputs=torch.Tensor.long, loss=of_tokens),
    ),
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

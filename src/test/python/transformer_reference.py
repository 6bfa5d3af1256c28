"""Writes what PyTorch makes of small transformers: the numbers that TransformerTest compares with.

    python transformer_reference.py > ../resources/phenomena/model/pytorch-2.7.1-transformer.csv

Needs torch 2.7.1 and nothing else. The two nets are written as their papers have them, with every position, a causal
mask and one-hot inputs, in double precision: Nanda et al. 2023 (plain) and Power et al. 2022 (normalised). The number at
place i of parameter e, counted in the order below, is for replica r

    ((7 i + 13 e + 5 r) mod 31 - 15) / 20

A line holds the case, the replica, the pair of tokens and the K logits after "=".
"""

import math

import torch
import torch.nn.functional as F

TOKENS, WIDTH, HEADS = 5, 8, 2
UNITS = 4 * WIDTH


def shapes(style, layers):
    symbols = 1 if style == "plain" else 2
    yield "embedding", (TOKENS + symbols, WIDTH)
    if style == "plain":
        yield "positions", (3, WIDTH)
    for layer in range(1, layers + 1):
        for name in ("Queries", "Keys", "Values", "Output"):
            yield f"layer{layer}{name}", (WIDTH, WIDTH)
        if style == "normalised":
            yield f"layer{layer}AttentionGain", (WIDTH,)
            yield f"layer{layer}AttentionShift", (WIDTH,)
        yield f"layer{layer}In", (WIDTH, UNITS)
        if style == "plain":
            yield f"layer{layer}InBias", (UNITS,)
        yield f"layer{layer}Out", (UNITS, WIDTH)
        if style == "plain":
            yield f"layer{layer}OutBias", (WIDTH,)
        else:
            yield f"layer{layer}MlpGain", (WIDTH,)
            yield f"layer{layer}MlpShift", (WIDTH,)
    yield "unembedding", (WIDTH, TOKENS)


def parameters(style, layers, replica):
    made = {}
    for number, (name, shape) in enumerate(shapes(style, layers)):
        values = [((7 * i + 13 * number + 5 * replica) % 31 - 15) / 20 for i in range(math.prod(shape))]
        made[name] = torch.tensor(values, dtype=torch.float64).reshape(shape)
    return made


def sinusoids(length):
    angles = [[at / 10000 ** ((i - i % 2) / WIDTH) for i in range(WIDTH)] for at in range(length)]
    return torch.tensor(
        [[math.sin(a) if i % 2 == 0 else math.cos(a) for i, a in enumerate(row)] for row in angles],
        dtype=torch.float64,
    )


def attention(w, name, x):
    q, k, v = (x @ w[name + part] for part in ("Queries", "Keys", "Values"))
    mask = torch.tril(torch.ones(len(x), len(x))) == 0
    size = WIDTH // HEADS
    mixed = []
    for head in range(HEADS):
        own = slice(head * size, (head + 1) * size)
        scores = (q[:, own] @ k[:, own].T / math.sqrt(size)).masked_fill(mask, -math.inf)
        mixed.append(torch.softmax(scores, dim=-1) @ v[:, own])
    return torch.cat(mixed, dim=-1) @ w[name + "Output"]


def plain(w, layers, a, b):
    x = F.one_hot(torch.tensor([a, b, TOKENS]), TOKENS + 1).double() @ w["embedding"] + w["positions"]
    for layer in range(1, layers + 1):
        name = f"layer{layer}"
        x = x + attention(w, name, x)
        units = torch.relu(x @ w[name + "In"] + w[name + "InBias"])
        x = x + units @ w[name + "Out"] + w[name + "OutBias"]
    return x[-1] @ w["unembedding"]


def normalised(w, layers, a, b):
    x = F.one_hot(torch.tensor([a, TOKENS, b, TOKENS + 1]), TOKENS + 2).double() @ w["embedding"] + sinusoids(4)
    for layer in range(1, layers + 1):
        name = f"layer{layer}"
        x = F.layer_norm(x + attention(w, name, x), (WIDTH,), w[name + "AttentionGain"], w[name + "AttentionShift"], 1e-5)
        x = x + torch.relu(x @ w[name + "In"]) @ w[name + "Out"]
        x = F.layer_norm(x, (WIDTH,), w[name + "MlpGain"], w[name + "MlpShift"], 1e-5)
    return x[-1] @ w["unembedding"]


def main():
    assert torch.__version__.startswith("2.7.1"), torch.__version__
    for style, net in (("plain", plain), ("normalised", normalised)):
        for layers in (1, 2, 3):
            for replica in range(2):
                w = parameters(style, layers, replica)
                for a in range(TOKENS):
                    for b in range(TOKENS):
                        logits = net(w, layers, a, b).tolist()
                        print(",".join([style, str(layers), str(replica), str(a), str(b)] + [f"{z:.17g}" for z in logits]))


main()

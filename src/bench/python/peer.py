"""PyTorch's side of the benchmark, a process that lives as long as the benchmark: it answers each line of JSON on its
input with one on its output.

{"do": "info"}                     what runs here
{"do": "load", "case": …, …}       take the arrays that the library's side wrote; sizes as it said them
{"do": "train", "variant": …, …}   train replicas and say how long it took and what was learned

A variant says how the same training is done: form is "alone" (a module, an optimizer and a loop, one replica after another)
or "together" (torch.func.vmap over the stacked parameters of all), each eager or compiled, with one of PyTorch's ways of
updating the parameters ("loop", "foreach", "fused") and a number of threads. What is trained stands in recipes.py.
"""

import json
import statistics
import sys
import time
import warnings
from itertools import groupby

import numpy
import torch
import torch._dynamo
from recipes import RECIPES
from torch.func import functional_call, stack_module_state, vmap

WARM_UP = 3  # steps before the clock runs where a variant is new: what is compiled is compiled then
torch._dynamo.config.recompile_limit = 64  # widths of a sweep, each compiled for itself; past the limit nothing is
KINDS = {"loop": {"foreach": False}, "foreach": {"foreach": True}, "fused": {"fused": True}}


class Data:
    """The inputs and targets as the recipe wants them, and the labels (S, n) or, of sequences, (S, n, L), of S splits: `train`,
    `test`, and `probed`, the part of train that is measured."""

    def __init__(self, case, folder, splits, train, test, shape, labels, batch, widths, probed):
        self.case, self.folder, self.recipe = case, folder, RECIPES[case]
        self.batch, self.first = batch, probed
        self.splits = splits  # a replica's; some share one
        self.widths = [(width,) for width in widths] or [()] * len(splits)  # what a replica's model is made with
        count = max(splits) + 1
        each = [labels] if labels > 1 else []
        self.files = {part: ((count, size, *shape), (count, size, *each)) for part, size in (("train", train), ("test", test))}

    def load(self):
        for part, (of_inputs, of_labels) in self.files.items():
            inputs = numpy.fromfile(f"{self.folder}/{part}-inputs", "<f4").reshape(of_inputs)
            labels = numpy.fromfile(f"{self.folder}/{part}-labels", "<i4").reshape(of_labels).astype(numpy.int64)
            inputs, labels = torch.from_numpy(inputs), torch.from_numpy(labels)
            setattr(self, part, (self.recipe.inputs(inputs), self.recipe.targets(labels), labels))
        self.probed = [whole[:, : self.first] for whole in self.train]
        return self


def network(recipe, variant, width):
    return recipe.model(*width, **({"fused_attention": True} if variant["fused_attention"] else {}))


class Alone:
    """One network and its optimizer, as most code for PyTorch is written."""

    def __init__(self, case, variant, width):
        self.recipe = RECIPES[case]
        self.kind = KINDS[variant["optimizer"]]
        self.model = network(self.recipe, variant, width)
        self.compiled = torch.compile(self.model) if variant["compiled"] else self.model

    def start(self, data, replicas, seed):
        torch.manual_seed(seed)
        for module in reversed(list(self.model.modules())):  # a net's own rule after that of its layers
            if hasattr(module, "reset_parameters"):
                module.reset_parameters()
        self.optimizer = self.recipe.optimizer(self.model.parameters(), **self.kind)
        (split,) = (data.splits[replica] for replica in replicas)
        self.batch = data.batch
        train, *self.parts = ([whole[split] for whole in part] for part in (data.train, data.probed, data.test))
        self.inputs, self.targets, _ = train

    def order(self):
        size = len(self.inputs)
        if size == self.batch:
            return [None]  # all of them, for which the arrays need no copy
        return torch.randperm(size)[: size - size % self.batch].split(self.batch)

    def step(self, index):
        inputs, targets = self.inputs, self.targets
        if index is not None:
            inputs, targets = inputs.index_select(0, index), targets.index_select(0, index)
        loss = self.recipe.loss(self.compiled(inputs), targets)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()

    @torch.no_grad()
    def measure(self):
        """[(train loss, train error, test loss, test error)] with one entry a replica."""
        values = []
        for inputs, targets, labels in self.parts:
            logits = self.model(inputs)
            values += [self.recipe.loss(logits, targets).item(), (logits.argmax(-1) != labels).float().mean().item()]
        return [values]


class Together:
    """All replicas in one pass: vmap over stacked parameters, the optimizer on the stacks."""

    def __init__(self, case, variant, width):
        self.recipe = RECIPES[case]
        self.kind = KINDS[variant["optimizer"]]
        self.fresh = lambda: network(self.recipe, variant, width)
        self.model = self.fresh()
        self.logits = vmap(lambda values, inputs: functional_call(self.model, values, (inputs,)))
        self.compiled = torch.compile(self.loss) if variant["compiled"] else self.loss

    def start(self, data, replicas, seed):
        torch.manual_seed(seed)
        stacks, _ = stack_module_state([self.fresh() for _ in replicas])
        self.parameters = {name: stack.detach().requires_grad_() for name, stack in stacks.items()}
        self.optimizer = self.recipe.optimizer(self.parameters.values(), **self.kind)
        self.batch = data.batch
        splits = [data.splits[replica] for replica in replicas]
        train, *self.parts = ([whole[splits] for whole in part] for part in (data.train, data.probed, data.test))
        self.inputs, self.targets, labels = train
        self.size = labels.shape[:2]

    def loss(self, parameters, inputs, targets):
        each = vmap(self.recipe.loss)(self.logits(parameters, inputs), targets)
        return each.sum()  # so that each replica's gradient is that of its own loss

    def order(self):
        replicas, size = self.size
        if size == self.batch:
            return [None]  # all of them, for which the arrays need no copy
        orders = torch.stack([r * size + torch.randperm(size) for r in range(replicas)])
        return orders[:, : size - size % self.batch].split(self.batch, 1)

    def step(self, index):
        inputs, targets = self.inputs, self.targets
        if index is not None:
            shape, rows = index.shape, index.flatten()
            inputs, targets = (whole.flatten(0, 1).index_select(0, rows).unflatten(0, shape) for whole in (inputs, targets))
        loss = self.compiled(self.parameters, inputs, targets)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()

    @torch.no_grad()
    def measure(self):
        values = []
        for inputs, targets, labels in self.parts:
            logits = self.logits(self.parameters, inputs)
            values.append([self.recipe.loss(*replica).item() for replica in zip(logits, targets)])
            values.append((logits.argmax(-1) != labels).float().flatten(1).mean(1).tolist())
        return [list(replica) for replica in zip(*values)]


def train(learner, data, replicas, seed, steps, measured):
    """Take one learner from a fresh start to its end; what was measured, and the seconds of the steps alone."""
    learner.start(data, replicas, seed)
    rows = {}
    seconds = 0.0
    batches = []
    ends = sorted({*measured, steps})
    for start, end in zip([0, *ends], ends):
        begun = time.perf_counter()
        for _ in range(start, end):
            batches = batches or list(learner.order())
            learner.step(batches.pop())
        seconds += time.perf_counter() - begun
        rows[end] = learner.measure()
    return rows, seconds


class Peer:
    def __init__(self):
        self.learners = {}

    def info(self):
        return {"torch": torch.__version__, "numpy": numpy.__version__, "threads": torch.get_num_threads()}

    def load(self, **sizes):
        self.data = Data(**sizes).load()
        return {}

    def learner(self, variant, group):
        """That of a group of replicas, all of one width."""
        width = self.data.widths[group[0]]
        key = (self.data.case, width, *variant.values())
        if key not in self.learners:
            self.learners[key] = (Alone if variant["form"] == "alone" else Together)(self.data.case, variant, width)
        return self.learners[key]

    def train(self, variant, replicas, seed, steps, measured, read):
        """measured: the steps at which to measure besides the last; read: whether the arrays are read afresh, on the clock."""
        torch.set_num_threads(variant["threads"])
        same = (lambda replica: replica) if variant["form"] == "alone" else self.data.widths.__getitem__
        groups = [list(group) for _, group in groupby(replicas, same)]
        learners = [self.learner(variant, group) for group in groups]
        for learner, group in zip(learners, groups):
            if not hasattr(learner, "optimizer"):
                train(learner, self.data, group, seed, WARM_UP, [])
        begun = time.perf_counter()
        if read:
            self.data.load()
        rows = [train(learner, self.data, group, seed + group[0], steps, measured) for learner, group in zip(learners, groups)]
        total = time.perf_counter() - begun
        before, after = (zip(*(row for group, _ in rows for row in group[at])) for at in (0, steps))
        (loss_before, *_), (loss_after, _, _, error_after) = (map(statistics.median, part) for part in (before, after))
        return {
            "seconds": total,
            "training": sum(seconds for _, seconds in rows),
            "loss_before": loss_before,
            "loss_after": loss_after,
            "error_after": error_after,
        }


def main():
    answers, sys.stdout = sys.stdout, sys.stderr  # nothing else may speak in between
    warnings.filterwarnings("ignore")
    peer = Peer()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = getattr(peer, request.pop("do"))(**request)
        except RuntimeError as failure:  # a variant that this machine cannot do, as torch.compile without a compiler
            answer = {"failed": str(failure).strip().splitlines()[0]}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()

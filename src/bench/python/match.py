"""One case played between the two sides, by turns."""

from statistics import median

LIBRARY = "library"
DROPPED = 1.15  # a variant slower than the best of its group by this factor, both warm, stays out of the repeats
INFORMED = 2  # repeats for what has no target


class Match:
    """times and answers: seconds and replies, repeat by repeat, under LIBRARY and under each variant that is still in."""

    def __init__(self, name, case, quick, sides, folder):
        self.name, self.case = name, case
        self.java, self.peers = sides
        self.folder = folder
        self.long, self.short = case.quick if quick else (case.long, case.short)
        sizes = self.java.ask("data", case=name, steps=self.long, folder=folder)
        measured = sizes.pop("measured")
        self.measured = measured if self.is_whole else [0]
        for peer in self.peers:
            peer.ask("load", case=name, folder=folder, **sizes)
        self.groups = {against: list(against.variants) for against in case.against}
        self.times, self.answers, self.missing = {}, {}, {}

    @property
    def is_whole(self):
        return self.short is None

    def warm_up(self):
        """The library as it will be timed, so that its code is compiled; each variant shortly, which decides what stays."""
        steps = max(self.long // 10, 2)
        self._library(self.long)
        tried = {variant: self._variant(variant, steps, 0) for against in self.groups for variant in against.variants}
        tried = {variant: seconds for variant, seconds in tried.items() if seconds}
        for against in self.groups:
            found = [variant for variant in against.variants if variant in tried]
            self.groups[against] = [v for v in found if tried[v] <= DROPPED * min(tried[other] for other in found)]
        self.times, self.answers = {}, {}

    def repeat(self, number):
        answer = self._library(self.long)
        seconds = answer["seconds"]
        if not self.is_whole:
            seconds -= self._library(self.short)["seconds"]
            seconds /= (self.long - self.short) * self.case.replicas
        self._keep(LIBRARY, seconds, [answer])
        now = [variants for against, variants in self.groups.items() if against.target or number <= INFORMED]
        for variant in sorted({variant for variants in now for variant in variants}, key=str):
            self._variant(variant, self.long, number)

    def best(self, against):
        """The variant of the group with the least median; None where this machine can run none."""
        return min(self.groups[against], key=lambda variant: median(self.times[variant]), default=None)

    def median(self, side, what):
        return median(answer[what] for answer in self.answers[side])

    def wrong(self, variant, tolerance):
        """What is wrong with the work of either side, or None: speed must not come from work left undone."""
        for side in (LIBRARY, variant):
            if not self.median(side, "loss_after") < self.median(side, "loss_before"):
                return f"the loss of {side} did not fall"
        # Of the loss before, as each protocol's loss has its own scale.
        apart = abs(self.median(LIBRARY, "loss_after") - self.median(variant, "loss_after"))
        if apart > tolerance * self.median(LIBRARY, "loss_before"):
            return "the train losses differ"
        if abs(self.median(LIBRARY, "error_after") - self.median(variant, "error_after")) > tolerance:
            return "the test errors differ"
        return None

    def _library(self, steps):
        return self.java.ask("train", case=self.name, steps=steps, folder=self.folder)

    def _variant(self, variant, steps, number):
        """The seconds that PyTorch took so; None if it cannot."""
        replicas = self._replicas(variant, number)
        how = {name: getattr(variant, name) for name in ("form", "compiled", "optimizer", "threads", "fused_attention")}
        measured = [step for step in self.measured if step < steps]
        common = {"variant": how, "seed": 1000 * number, "steps": steps, "measured": measured, "read": self.is_whole}
        working = self.peers[: variant.processes]
        for i, peer in enumerate(working):
            peer.tell("train", replicas=replicas[i :: variant.processes], **common)
        answers = [peer.hear() for peer in working]
        for answer in answers:
            if "failed" in answer:
                self.missing[variant] = answer["failed"]
                return None
        seconds = max(answer["seconds" if self.is_whole else "training"] for answer in answers)
        return self._keep(variant, seconds if self.is_whole else seconds / steps / len(replicas), answers)

    def _replicas(self, variant, number):
        every = list(range(self.case.replicas))
        if self.is_whole or variant.form == "together":
            return every
        # One after another costs each the same, so a few will do: others in each repeat.
        count = max(self.case.alone, variant.processes)
        return [every[(number * count + i) % len(every)] for i in range(count)]

    def _keep(self, side, seconds, answers):
        self.times.setdefault(side, []).append(seconds)
        self.answers.setdefault(side, []).extend(answers)
        return seconds

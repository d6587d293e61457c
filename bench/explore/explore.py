"""Trains Kizu's network in PyTorch on the batches that Kizu draws, and scores it as Kizu does: a guide, not a result.

  python3 bench/explore/explore.py --out FILE [--every N] [--patches] OPTIONS OF npm run experiment
"""
import argparse
import json
import math
import sys
import time

import torch

from network import Network, loss_of
from scores import auroc, greedy_coreset, patch_features, place_scores
from streamed import Run, Stream, batch_of, load, make_optimiser, set_rate


class Trainer:
    def __init__(self, run):
        self.experiment = run.experiment
        self.network = Network(self.experiment).to(memory_format=torch.channels_last)
        self.frozen = load(self.network, run)
        self.optimiser = make_optimiser(self.network, self.experiment)
        self.steps, self.seconds = 0, 0.0

    def step(self, classes, pixels):
        began = time.time()
        self.network.train()
        for module in self.frozen:
            module.eval()
        set_rate(self.optimiser, self.experiment, self.steps)
        loss = loss_of(self.network(pixels), classes, self.experiment)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.optimiser.step()
        self.steps += 1
        self.seconds += time.time() - began
        return loss.item()


def embed(network, run, has_patches):
    """By role: pooled features of crops [images, rows, columns, d], and rows of patches of whole images."""
    pooled = {"bank": [], "test": []}
    patches = {"bank": [], "test": []}
    for item in run.items:
        role = item[0]["role"]
        pooled[role].append(torch.cat([network.pooled(part) for part in run.crops_of(item).split(64)]))
        if has_patches:
            patches[role].append(patch_features(network.encoder.maps(run.whole_of(item))[1:3])[0])
    columns = math.isqrt(len(pooled["test"][0]))
    grids = {role: torch.stack(each).unflatten(1, (columns, columns)) for role, each in pooled.items()}
    return grids, patches


def image_aurocs(grids, labels):
    """An image is as anomalous as its most anomalous crop."""
    bank, test = (grids[role].flatten(0, 2) for role in ("bank", "test"))
    scores = place_scores(bank, test)
    return {name: auroc(labels, each.view(len(labels), -1).max(1)[0]) for name, each in scores.items()}


@torch.no_grad()
def evaluate(network, run, has_patches):
    """AUROC by name of the score; where crops lie 1/4 of their side apart, those 1/2 apart alone as well."""
    network.eval()
    grids, patches = embed(network, run, has_patches)
    labels = [defect != "good" for defect in run.defects()]
    found = image_aurocs(grids, labels)
    if run.experiment["trainOn"] == "crops" and run.experiment["cropStride"] == 0.25:
        sparse = {role: each[:, ::2, ::2] for role, each in grids.items()}
        found |= {f"{name} at 1/2": value for name, value in image_aurocs(sparse, labels).items()}
    if has_patches:
        bank = torch.cat(patches["bank"])
        size = math.ceil(run.experiment["coreset"] / 100 * len(bank))
        kept = bank[greedy_coreset(bank, size, run.experiment["seed"])]
        found["patches"] = auroc(labels, [torch.cdist(one, kept).min(1)[0].max().item() for one in patches["test"]])
    return {name: round(value, 4) for name, value in found.items()}


def explore(stream, every, has_patches):
    """Trains and scores; gives the run, the trainer, and AUROC after every `every` steps and at the end."""
    run, trainer, curve = None, None, []
    for head, data in stream.parts():
        if run is None:
            run = Run(head)
        elif head["kind"] != "batch":
            run.take(head, data)
        else:
            trainer = trainer or Trainer(run)
            loss = trainer.step(*batch_of(head, data))
            if trainer.steps % 10 == 0:
                each = trainer.seconds / trainer.steps
                print(f"step {trainer.steps}: loss {loss:.4f}, {each:.2f} s a step", file=sys.stderr)
            if every and trainer.steps % every == 0:
                curve.append({"step": trainer.steps, **evaluate(trainer.network, run, has_patches)})
                print(curve[-1], file=sys.stderr)
    trainer = trainer or Trainer(run)
    if not curve or curve[-1]["step"] != trainer.steps:
        curve.append({"step": trainer.steps, **evaluate(trainer.network, run, has_patches)})
    return run, trainer, curve


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--every", type=int, default=0, help="scores after every so many steps, too")
    parser.add_argument("--patches", action="store_true", help="takes the score patches, of PatchCore, as well")
    own, rest = parser.parse_known_args()
    stream = Stream(rest)
    run, trainer, curve = explore(stream, own.every, own.patches)
    stream.end()
    dataset = run.head["dataset"]
    result = {"dataset": dataset, "arguments": rest, "curve": curve, "trainedS": trainer.seconds}
    with open(own.out, "w") as file:
        json.dump({**result, "config": run.experiment}, file)
    print(json.dumps({"dataset": dataset, **curve[-1], "trainedS": round(trainer.seconds)}))


main()

"""Trains Kizu's network in PyTorch on the batches that Kizu draws, and scores it as Kizu does: a guide, not a result.

  python3 bench/explore/explore.py --out FILE [--every N] [--patches] OPTIONS OF npm run experiment
"""
import argparse
import json
import math
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

import numpy as np
import torch

from network import Network, loss_of, own_name
from scores import auroc, greedy_coreset, patch_features, place_scores


@dataclass
class Run:
    """What comes before the first batch."""

    head: dict
    weights: dict = field(default_factory=dict)  # name -> (values, is frozen)
    statistics: dict = field(default_factory=dict)
    items: list = field(default_factory=list)  # (head, bytes): crops, then the whole image

    @property
    def experiment(self):
        return self.head["experiment"]

    def take(self, head, data):
        if head["kind"] == "item":
            self.items.append((head, data))
            return
        values = torch.from_numpy(np.frombuffer(data, np.float32).copy()).view(head["shape"])
        if head["kind"] == "weight":
            self.weights[head["name"]] = (values, head["isFrozen"])
        else:
            self.statistics[head["name"]] = values


def parts(stream):
    while line := stream.readline():
        head = json.loads(line)
        yield head, stream.read(head["bytes"])


def pixels_of(data, side, normalisation):
    """Packed RGBA bytes to [n, 3, side, side]."""
    packed = torch.frombuffer(bytearray(data), dtype=torch.uint8).view(-1, side, side, 4)
    mean, deviation = (torch.tensor(normalisation[name]) for name in ("mean", "deviation"))
    return ((packed[..., :3].float() / 255 - mean) / deviation).permute(0, 3, 1, 2).contiguous()


def batch_of(head, data):
    """Classes [n] and pixels [n, 3, side, side]."""
    n, side = head["views"], head["side"]
    classes = torch.from_numpy(np.frombuffer(data[: 4 * n], np.int32).astype(np.int64))
    pixels = torch.from_numpy(np.frombuffer(data[4 * n :], np.float32).copy())
    return classes, pixels.view(n, side, side, 3).permute(0, 3, 1, 2)


def load(network, run):
    """Gives the norms that are frozen."""
    norms = {own_name(name).rsplit(".", 1)[0] for name, (_, frozen) in run.weights.items() if frozen}
    state = {own_name(name): values for name, (values, _) in run.weights.items()}
    state |= {own_name(name): values for name, values in run.statistics.items()}
    missing, unknown = network.load_state_dict(state, strict=False)
    assert not unknown and all("num_batches" in name for name in missing), (missing, unknown)
    for name, parameter in network.named_parameters():
        parameter.requires_grad = name.rsplit(".", 1)[0] not in norms
    return [module for name, module in network.named_modules() if name in norms]


def make_optimiser(network, experiment):
    trained = [one for one in network.parameters() if one.requires_grad]
    decay = experiment["weightDecay"]
    groups = [
        {"params": [one for one in trained if one.ndim > 1], "weight_decay": decay},
        {"params": [one for one in trained if one.ndim == 1], "weight_decay": decay * experiment["normDecay"]},
    ]
    if experiment["optimiser"] == "sgd":
        return torch.optim.SGD(groups, experiment["learningRate"], momentum=experiment["momentum"])
    assert experiment["optimiser"] == "adamw", "LARS is not here"
    return torch.optim.AdamW(groups, experiment["learningRate"])


def rate_at(experiment, step):
    rise = min(1, (step + 1) / experiment["warmUp"]) if experiment["warmUp"] else 1
    return rise * 0.5 * experiment["learningRate"] * (1 + math.cos(math.pi * step / experiment["steps"]))


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
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(self.experiment, self.steps)
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
    for head, data in run.items:
        size = head["crops"] * head["side"] ** 2 * 4
        crops = pixels_of(data[:size], head["side"], run.head["normalisation"])
        pooled[head["role"]].append(torch.cat([network.pooled(part) for part in crops.split(64)]))
        if has_patches:
            whole = pixels_of(data[size:], head["whole"], run.head["normalisation"])
            patches[head["role"]].append(patch_features(network.encoder.maps(whole)[1:3])[0])
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
    labels = [head["defect"] != "good" for head, _ in run.items if head["role"] == "test"]
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
    for head, data in parts(stream):
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
    here = os.path.dirname(os.path.abspath(__file__))
    command = ["npx", "tsx", os.path.join(here, "stream.ts"), *rest, "--out", own.out]
    node = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=1 << 22)
    run, trainer, curve = explore(node.stdout, own.every, own.patches)
    if node.wait() != 0:
        sys.exit(node.returncode)
    dataset = run.head["dataset"]
    result = {"dataset": dataset, "arguments": rest, "curve": curve, "trainedS": trainer.seconds}
    with open(own.out, "w") as file:
        json.dump({**result, "config": run.experiment}, file)
    print(json.dumps({"dataset": dataset, **curve[-1], "trainedS": round(trainer.seconds)}))


main()

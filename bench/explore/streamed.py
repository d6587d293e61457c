"""What stream.ts sends of a run of Kizu, as PyTorch takes it: first weights, images that are scored, batches."""
import json
import math
import os
import subprocess
import sys
from dataclasses import dataclass, field

import numpy as np
import torch

from network import own_name


class Stream:
    """The parts of a run by the options of `npm run experiment`."""

    def __init__(self, options):
        here = os.path.dirname(os.path.abspath(__file__))
        command = ["npx", "tsx", os.path.join(here, "stream.ts"), *options, "--out", "nothing"]
        self.node = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=1 << 22)

    def parts(self):
        while line := self.node.stdout.readline():
            head = json.loads(line)
            yield head, self.node.stdout.read(head["bytes"])

    def end(self):
        """Ends this program as well where the other has failed."""
        if self.node.wait() != 0:
            sys.exit(self.node.returncode)


@dataclass
class Run:
    """What comes before the first batch."""

    head: dict
    weights: dict = field(default_factory=dict)  # name -> (values, is frozen)
    statistics: dict = field(default_factory=dict)
    items: list = field(default_factory=list)  # (head, bytes): crops, the whole image, its mask

    @property
    def experiment(self):
        return self.head["experiment"]

    def crops_of(self, item):
        """[crops, 3, side, side]"""
        head, data = item
        return pixels_of(data[: _crop_bytes(head)], head["side"], self.head["normalisation"])

    def whole_of(self, item):
        """[1, 3, whole, whole]"""
        head, data = item
        start = _crop_bytes(head)
        return pixels_of(data[start : start + head["whole"] ** 2 * 4], head["whole"], self.head["normalisation"])

    def mask_of(self, item):
        """[whole, whole], true where the image is marked; None without a mask"""
        head, data = item
        side = head["whole"]
        return np.frombuffer(data[-side * side :], np.uint8).reshape(side, side) > 127 if head["hasMask"] else None

    def with_role(self, role):
        return [item for item in self.items if item[0]["role"] == role]

    def defects(self):
        """Of the test images, in order."""
        return [head["defect"] for head, _ in self.with_role("test")]

    def take(self, head, data):
        if head["kind"] == "item":
            self.items.append((head, data))
            return
        values = torch.from_numpy(np.frombuffer(data, np.float32).copy()).view(head["shape"])
        if head["kind"] == "weight":
            self.weights[head["name"]] = (values, head["isFrozen"])
        else:
            self.statistics[head["name"]] = values


def read(options):
    """The run, and what follows it: its batches."""
    parts = Stream(options).parts()
    run = Run(next(parts)[0])
    for head, data in parts:
        if head["kind"] == "batch":
            return run, _with_first((head, data), parts)
        run.take(head, data)
    return run, iter(())


def _with_first(first, rest):
    yield first
    yield from rest


def _crop_bytes(head):
    return head["crops"] * head["side"] ** 2 * 4


def pixels_of(data, side, normalisation):
    """Packed RGBA bytes to [n, 3, side, side]."""
    packed = torch.frombuffer(bytearray(data), dtype=torch.uint8).view(-1, side, side, 4)
    mean, deviation = (torch.tensor(normalisation[name]) for name in ("mean", "deviation"))
    return ((packed[..., :3].float() / 255 - mean) / deviation).permute(0, 3, 1, 2).contiguous()


def batch_of(head, data):
    """Classes [n] and pixels [n, 3, side, side]."""
    n, side = head["views"], head["side"]
    classes = torch.from_numpy(np.frombuffer(data[: 4 * n], np.int32).astype(np.int64))
    return classes, _channels_first(data, 4 * n, (n, side, side, 3))


def _channels_first(data, start, shape):
    values = np.frombuffer(data, np.float32, int(np.prod(shape)), start)
    return torch.from_numpy(values.copy()).view(*shape).permute(0, 3, 1, 2)


def targets_of(head, data):
    """Pictures [n, channels, side, side] by name, of what a batch wants beside classes."""
    start, found = 4 * head["views"] * (1 + 3 * head["side"] ** 2), {}
    for target in head["targets"]:
        if len(target["shape"]) == 4:
            found[target["name"]] = _channels_first(data, start, target["shape"])
        start += 4 * int(np.prod(target["shape"]))
    return found


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


def set_rate(optimiser, experiment, step):
    for group in optimiser.param_groups:
        group["lr"] = rate_at(experiment, step)

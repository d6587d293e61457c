"""Deep SVDD on MobileNetV2's features in PyTorch: what two layers learn on them in so many steps, beside distances of the features.

  python3 bench/explore/sphere_features.py [--steps N] [--standardised] OPTIONS OF npm run experiment
"""
import argparse
import json
import math
import os
import subprocess

import torch
from torch.nn import functional as F

import mobilenet_v2
from scores import auroc

MAPS = ["expanded_conv_6/expand/Relu6", "expanded_conv_13/expand/Relu6"]  # 1/8 and 1/16 of a crop's side


def read(options):
    """Features of crops [images, crops, 768, places], which images are normal training ones, which are defective, and settings."""
    command = ["npx", "tsx", "bench/explore/stream.ts", "--untrained", "--out", "nothing", *options]
    stream = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=1 << 22).stdout
    features, trained, defective, settings = [], [], [], {}
    while line := stream.readline():
        head = json.loads(line)
        data = stream.read(head["bytes"])
        settings = head.get("experiment", settings)
        if head["kind"] != "item":
            continue
        side = head["side"]
        packed = torch.frombuffer(bytearray(data), dtype=torch.uint8)[: head["crops"] * side**2 * 4]
        pixels = packed.view(-1, side, side, 4)[..., :3].permute(0, 3, 1, 2).float() / 127.5 - 1
        fine, coarse = mobilenet_v2.forward(pixels, MAPS)
        features.append(torch.cat([F.avg_pool2d(fine, 2), coarse], 1).flatten(2))
        trained.append(head["role"] == "bank")
        defective.append(head["defect"] != "good")
    return torch.stack(features), torch.tensor(trained), torch.tensor(defective), settings


class Layers(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Parameter(torch.randn(256, 768) * math.sqrt(2 / 768))
        self.last = torch.nn.Parameter(torch.randn(128, 256) * math.sqrt(2 / 256))

    def forward(self, x):
        return (self.last @ torch.relu(self.first @ x)).mean(-1)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--standardised", action="store_true", help="each channel by its mean over crops of normal images, before the layers")
    own, options = parser.parse_known_args()
    x, trained, defective, settings = read(options)
    normal, labels = x[trained].flatten(0, 1), defective[~trained].tolist()

    def told(name, z, centre):
        """An image is as anomalous as its most anomalous crop."""
        distances = ((z - centre) ** 2).sum(-1)
        print(f"{name}: AUROC {auroc(labels, distances[~trained].max(1)[0]):.3f}, mean distance {distances[trained].mean():.3g}", flush=True)

    pooled = x.mean(-1)
    centre = pooled[trained].mean((0, 1))
    told("features", pooled, centre)
    apart = (pooled[trained].flatten(0, 1) - centre).double()
    covariance = apart.T @ apart / len(apart)
    ridge = 0.01 * covariance.diagonal().mean() * torch.eye(len(centre), dtype=torch.double)
    whitening = torch.linalg.cholesky(torch.linalg.inv(covariance + ridge)).float()
    told("features, whitened", pooled @ whitening, centre @ whitening)

    if own.standardised:
        places = pooled[trained].flatten(0, 1)
        mean, deviation = places.mean(0)[:, None], places.std(0)[:, None] + 1e-3
        x, normal = (x - mean) / deviation, (normal - mean) / deviation
    torch.manual_seed(settings["seed"])
    layers, rate = Layers(), settings["learningRate"]
    optimiser = torch.optim.AdamW(layers.parameters(), rate, weight_decay=settings["weightDecay"])

    @torch.no_grad()
    def embedded():
        return torch.stack([layers(image) for image in x])

    centre = embedded()[trained].mean((0, 1))
    centre = torch.where(centre.abs() < 0.1, 0.1 * centre.sign(), centre)
    told("not trained", embedded(), centre)
    for step in range(own.steps):
        rise = min(1, (step + 1) / max(1, settings["warmUp"]))
        for group in optimiser.param_groups:
            group["lr"] = rise * 0.5 * rate * (1 + math.cos(math.pi * step / own.steps))
        batch = normal[torch.randint(len(normal), (2 * settings["batchSize"],))]
        loss = ((layers(batch) - centre) ** 2).sum(-1).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    told(f"after {own.steps} steps", embedded(), centre)


if __name__ == "__main__":
    os.environ.setdefault("OBJECTRON", "node_modules/@mediapipe/objectron")
    main()

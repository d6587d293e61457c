"""The same training step in PyTorch: ResNet18 + two-layer head with BatchNorm, FIRM loss, SGD with momentum.

python3 torch_step.py --ours ours.json   prints PyTorch's times beside ours; without --ours, its times alone.
Variants: eager fp32 without TF32; with TF32; mixed precision (bfloat16). On the CPU only the first is run.
"""
import argparse
import json
import time

import torch
from torch import nn
from torch.nn import functional as F

SHAPES = [("quarter", 64, 16), ("half", 64, 16), ("full", 64, 16), ("full", 128, 16), ("full", 224, 8)]
BASE = {"full": 64, "half": 32, "quarter": 16}


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        y = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(y)) + shortcut)


def network(width):
    base = BASE[width]
    blocks, inputs = [], base
    for stage in range(4):
        outputs = base * 2**stage
        blocks += [Block(inputs, outputs, 1 if stage == 0 else 2), Block(outputs, outputs, 1)]
        inputs = outputs
    stem = [nn.Conv2d(3, base, 7, 2, 3, bias=False), nn.BatchNorm2d(base), nn.ReLU(), nn.MaxPool2d(3, 2, 1)]
    pool = [nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    head = [nn.Linear(inputs, inputs), nn.BatchNorm1d(inputs), nn.ReLU(), nn.Linear(inputs, 128), nn.BatchNorm1d(128)]
    return nn.Sequential(*stem, *blocks, *pool, *head)


def firm(z, images, temperature=0.2):
    """Normal views attract each other, each pseudo-anomaly keeps to its own other view."""
    count, normals = 4 * images, 2 * images
    index = torch.arange(count, device=z.device)
    positives = torch.zeros(count, count, device=z.device)
    positives[:normals, :normals] = 1
    positives[:normals, :normals].fill_diagonal_(0)
    pseudo = index[normals:]
    other = torch.where(pseudo < 3 * images, pseudo + images, pseudo - images)
    positives[pseudo, other] = 1
    unit = F.normalize(z.float(), dim=1)
    logits = (unit @ unit.T / temperature).masked_fill(torch.eye(count, device=z.device, dtype=torch.bool), -1e9)
    share = positives / positives.sum(1, keepdim=True)
    return -(share * F.log_softmax(logits, 1)).sum(1).mean()


def step_ms(width, side, images, device, autocast, steps):
    model = network(width).to(device).train()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, weight_decay=3e-5)
    pixels = torch.randint(0, 256, (4 * images, 3, side, side), device=device, dtype=torch.uint8)

    def step():
        optimizer.zero_grad(set_to_none=True)
        with torch.autocast(device, dtype=torch.bfloat16, enabled=autocast):
            x = (pixels.float() / 255 - 0.5) / 0.25
            z = model(x)
        firm(z, images).backward()
        optimizer.step()

    wait = torch.cuda.synchronize if device == "cuda" else (lambda: None)
    for _ in range(3):
        step()
    wait()
    started = time.perf_counter()
    for _ in range(steps):
        step()
    wait()
    return 1000 * (time.perf_counter() - started) / steps


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ours", help="what gpu-bench.mjs wrote")
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--json")
    options = parser.parse_args()
    ours = {}
    shapes = SHAPES
    if options.ours:
        rows = json.load(open(options.ours))["rows"]
        ours = {(r["width"], r["side"], r["images"]): r["ms"] for r in rows}
        shapes = list(ours)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    name = torch.cuda.get_device_name() if device == "cuda" else "CPU"
    print(f"PyTorch {torch.__version__} on {name}")
    torch.backends.cudnn.benchmark = True
    written = []
    for width, side, images in shapes:
        for variant in ["fp32", "tf32", "amp"] if device == "cuda" else ["fp32"]:
            torch.backends.cuda.matmul.allow_tf32 = variant != "fp32"
            torch.backends.cudnn.allow_tf32 = variant != "fp32"
            ms = step_ms(width, side, images, device, variant == "amp", options.steps)
            mine = ours.get((width, side, images))
            ratio = "" if mine is None else f", ours {mine:.2f} ms, ours / PyTorch {mine / ms:.2f}"
            print(f"{width} {images}x4 views of {side} px, {variant}: {ms:.2f} ms{ratio}", flush=True)
            written.append({"width": width, "side": side, "images": images, "variant": variant, "ms": ms, "ours": mine})
    if options.json:
        json.dump({"device": name, "rows": written}, open(options.json, "w"), indent=1)


main()

"""Distils the included backbone into the encoder of Kizu's ResNet18, on procedural pictures alone.

  OMP_NUM_THREADS=1 python3 bench/distil/distil.py --painters FILE --out CHECKPOINT [--width quarter] [--steps N]

Teacher: the MobileNetV2 in npm's @mediapipe/objectron (bench/explore/mobilenet_v2.py). Its maps at 1/8, 1/16 and 1/32 of
the side, each channel standardised, are predicted from the student's layers 2, 3 and 4 through 1x1 convolutions, which are
thrown away after. Loss: the mean squared error, summed over the three.

Teacher and student pad differently: by TensorFlow's SAME, place i of the teacher's map at stride s stands at pixel
s i + s - 1, the student's at s i. So the teacher sees the picture from 31 pixels further up and left, which makes places of
all three maps fall together.

The teacher is five times slower than the student, so its maps are kept: a pool of pictures, of which each step replaces
`fresh` and draws a batch. Everything is a function of the seed and the step, so a run that resumes from its checkpoint
takes the course of one that was never stopped.
"""
import argparse
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

import sheets

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "explore"))
import mobilenet_v2  # noqa: E402
from network import Encoder  # noqa: E402

TARGETS = ["expanded_conv_6/expand/Relu6", "expanded_conv_13/expand/Relu6", "Conv_1/Relu6"]
CHANNELS, STRIDES = [192, 576, 1280], [8, 16, 32]
SIDE, MARGIN, SHEET = 128, 32, 384
BASE = {"quarter": 16, "half": 32, "full": 64}


def options():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--out", required=True, help="checkpoint; the run resumes from it if it exists")
    p.add_argument("--painters", required=True, help="output of painters.ts COUNT 384")
    p.add_argument("--width", choices=BASE, default="quarter")
    p.add_argument("--widen", metavar="CHECKPOINT", help="begins with the student of this run, of half the width, each channel twice")
    p.add_argument("--steps", type=int, default=12000)
    p.add_argument("--decay", type=float, default=0.25, help="the share of the steps at whose end the rate falls to 0")
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--batch", type=int, default=32)
    p.add_argument("--fresh", type=int, default=4)
    p.add_argument("--pool", type=int, default=2048)
    p.add_argument("--sheets", type=int, default=1400)
    p.add_argument("--every", type=float, default=180, help="seconds between checkpoints")
    return p.parse_args()


class Pictures:
    """Picture k: a turned, enlarged or shrunk, recoloured cut of a sheet."""

    def __init__(self, count, painters):
        self.count, self.known = count, {}
        self.painters = np.fromfile(painters, np.uint8).reshape(-1, SHEET, SHEET, 3)

    def sheet(self, r, k):
        if r.random() < 0.12:
            return self.painters[r.integers(len(self.painters))]
        number = int(r.integers(min(self.count, 60 + k // 16)))  # the first pictures do not wait for all sheets
        if number not in self.known:
            self.known[number] = sheets.draw(number, SHEET)
        return self.known[number]

    def draw(self, k):
        """uint8 [3, SIDE + MARGIN, SIDE + MARGIN]"""
        r, side = np.random.default_rng([1, k]), SIDE + MARGIN
        sheet = torch.from_numpy(self.sheet(r, k)).permute(2, 0, 1)[None].float()
        reach = side / SHEET * np.exp(r.uniform(np.log(0.6), np.log(1.8)))
        angle, flip = (r.uniform(0, 6.3) if r.random() < 0.5 else r.integers(4) * np.pi / 2), r.choice([-1, 1])
        a, b = reach * np.cos(angle), reach * np.sin(angle)
        room = max(0.0, 1 - reach)
        move = r.uniform(-room, room, 2)
        turn = torch.tensor([[[a * flip, -b, move[0]], [b * flip, a, move[1]]]], dtype=torch.float32)
        grid = F.affine_grid(turn, (1, 3, side, side), align_corners=False)
        if reach > side / SHEET:  # a shrunk picture is smoothed first
            sheet = F.avg_pool2d(sheet, 2, 1) if reach > 1.2 * side / SHEET else sheet
        x = F.grid_sample(sheet, grid, padding_mode="reflection", align_corners=False)[0] / 255
        mean = x.mean((1, 2), keepdim=True)
        x = mean + (x - mean) * float(np.exp(r.uniform(-0.7, 0.4)))
        tint = 1 + r.standard_normal((3, 1, 1)) * 0.1
        x = x * torch.tensor(tint, dtype=torch.float32) * float(np.exp(r.uniform(-0.4, 0.3)))
        if r.random() < 0.15:
            x = x.mean(0, keepdim=True).expand(3, -1, -1)
        grain = r.choice([0, 0.005, 0.01, 0.03]) * r.standard_normal((3, side, side))
        x = x + torch.tensor(grain, dtype=torch.float32)
        return (x.clamp(0, 1) * 255).round().to(torch.uint8)


class Pool:
    """The last pictures, with the teacher's maps of them in float16."""

    def __init__(self, pictures, size, start):
        self.pictures, self.size, self.after = pictures, size, start
        self.seen = torch.zeros(size, 3, SIDE, SIDE, dtype=torch.uint8)
        self.maps = [torch.zeros(size, c, SIDE // s, SIDE // s, dtype=torch.float16) for c, s in zip(CHANNELS, STRIDES)]

    def add(self, count):
        x = torch.stack([self.pictures.draw(self.after + i) for i in range(count)])
        maps = self.teach(x)
        at = [(self.after + i) % self.size for i in range(count)]
        self.seen[at] = x[:, :, 31 : 31 + SIDE, 31 : 31 + SIDE]
        for kept, new in zip(self.maps, maps):
            kept[at] = new.half()
        self.after += count

    @staticmethod
    def teach(x):
        maps = mobilenet_v2.forward(x.float() / 127.5 - 1, TARGETS)
        # place j of the teacher at stride s is at pixel s j + s - 1, that is s (j + 1) - 32 of the student
        return [m[:, :, 32 // s - 1 :, 32 // s - 1 :][:, :, : SIDE // s, : SIDE // s] for m, s in zip(maps, STRIDES)]


class Student(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        base = BASE[width]
        self.encoder = Encoder(base)
        self.read = torch.nn.ModuleList(torch.nn.Conv2d(base * 2 ** (i + 1), c, 1) for i, c in enumerate(CHANNELS))

    def forward(self, x):
        return [read(m) for read, m in zip(self.read, self.encoder.maps(x)[1:])]


def widened(small, like):
    """
    Numbers of a student of twice the width that answers as the small one: each channel stands twice, and what reads the two shares the
    weight between them. The shares are drawn, .3 to .7, so that the two take different ways from the first step on (Net2Net, Chen 2016, section 3.2).
    """
    drawn, found = torch.Generator().manual_seed(1), {}
    for name, wanted in like.items():
        x = small[name]
        for axis in range(x.dim()):
            if x.shape[axis] == wanted.shape[axis]:
                continue
            x = x.repeat_interleave(2, axis)
            if axis == 1:
                share = 0.3 + 0.4 * torch.rand(x.shape[0], x.shape[1] // 2, 1, 1, generator=drawn)
                x = x * torch.stack([share, 1 - share], 2).flatten(1, 2)
        found[name] = x
    return found


def rate_at(step, o):
    begin = o.steps * (1 - o.decay)
    return o.rate * min(1, (step + 1) / 200) * (1 if step < begin else max(0.0, (o.steps - step) / (o.steps - begin)))


def cut(r, o):
    """Where of a picture is seen: a square of 64, 96 or 128 px; more pictures if it is small."""
    side = int(r.choice([64, 64, 96, 128]))
    top, left = (32 * int(r.integers((SIDE - side) // 32 + 1)) for _ in range(2))
    return side, top, left, o.batch * (2 if side == 64 else 1)


def batch_of(pool, step, scale, o):
    r = np.random.default_rng([2, step])
    side, top, left, count = cut(r, o)
    rows = torch.from_numpy(r.integers(pool.size, size=count))
    x = (pool.seen[rows][:, :, top : top + side, left : left + side].float() / 255 - 0.5) / 0.25
    targets = []
    for kept, s, (mean, deviation) in zip(pool.maps, STRIDES, scale):
        part = kept[:, :, top // s : (top + side) // s, left // s : (left + side) // s][rows].float()
        targets.append((part - mean) / deviation)
    return x.contiguous(memory_format=torch.channels_last), targets


def scale_of(pool):
    """Mean and deviation of each channel; channels that hardly ever fire are not blown up."""
    found = []
    for kept in pool.maps:
        x = kept.float()
        mean, deviation = x.mean((0, 2, 3), keepdim=True), x.std((0, 2, 3), keepdim=True)
        found.append((mean, deviation.clamp_min(0.3 * float(deviation.mean()))))
    return found


def main():
    o = options()
    torch.manual_seed(0)
    pictures, student = Pictures(o.sheets, o.painters), Student(o.width).to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(student.parameters(), o.rate, weight_decay=1e-3)
    step, scale = 0, None
    if o.widen and not os.path.exists(o.out):
        small = torch.load(o.widen)
        scale = small["scale"]
        student.load_state_dict(widened(small["student"], student.state_dict()))
    if os.path.exists(o.out):
        saved = torch.load(o.out)
        step, scale = saved["step"], saved["scale"]
        student.load_state_dict(saved["student"])
        optimiser.load_state_dict(saved["optimiser"])
    pool, began = Pool(pictures, o.pool, step * o.fresh), time.time()
    while pool.after < step * o.fresh + o.pool:
        pool.add(32)
    scale = scale or scale_of(pool)
    print(f"pool filled, {time.time() - began:.0f} s, processor {time.process_time():.0f} s", flush=True)
    sums, written = np.zeros(3), time.time()
    while step < o.steps:
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, o)
        x, targets = batch_of(pool, step, scale, o)
        losses = [F.mse_loss(a, b) for a, b in zip(student(x), targets)]
        optimiser.zero_grad()
        sum(losses).backward()
        optimiser.step()
        sums += [float(loss) for loss in losses]
        step += 1
        if step % 4 == 0:
            pool.add(4 * o.fresh)
        if step % 100 == 0:
            parts = " ".join(f"{v / 100:.3f}" for v in sums)
            print(f"{step} {parts} {time.time() - began:.0f} s, processor {time.process_time():.0f} s", flush=True)
            sums[:] = 0
        if step == o.steps or (step % 4 == 0 and time.time() - written > o.every):
            state = {"step": step, "scale": scale, "width": o.width, "student": student.state_dict()}
            torch.save({**state, "optimiser": optimiser.state_dict()}, o.out + ".new")
            os.replace(o.out + ".new", o.out)
            written = time.time()


if __name__ == "__main__":
    main()

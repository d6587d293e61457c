"""One training step of DRAEM and of NSA by PyTorch in float64; run it with a Python that has torch.

Weights, pictures and masks are formulas, so that the test can make them too: see src/engine/testing/golden-step.ts. Both networks
follow the authors' code (VitjanZ/DRAEM, model_unet.py; hmsch/natural-synthetic-anomalies, model/resnet.py) with the departures
that docs/paper.md names: maps are enlarged by repeating pixels, and the SSIM mirrors at the border.

Through the 45 BatchNorm layers of DRAEM rounding grows: PyTorch's own gradients of early weights differ by some per cent between 32
and 64 bits. So the whole depth is compared in its losses and last gradients, and a step of fewer levels in all of its layers.
"""

import json
import pathlib

import numpy
import torch
import torch.nn.functional as F

IMAGES = 2
ROWS = 2 * IMAGES


def hashed(count, phase):
    """Numbers in [-1.5, 1.5) that follow no pattern."""
    i = numpy.arange(count, dtype=numpy.float64)
    value = numpy.sin(12.9898 * i + 78.233 * phase) * 43758.5453
    return 3 * (value - numpy.floor(value)) - 1.5


class Weights:
    """Weights by name, made when they are first asked for; the phase is the length of the name. Ours are [kernelH, kernelW, in, out]."""

    def __init__(self):
        self.values = {}

    def get(self, name, shape):
        if name not in self.values:
            values = hashed(int(numpy.prod(shape)), len(name))
            if len(shape) > 1:
                values = 1.3 * values / numpy.sqrt(numpy.prod(shape[:-1]))
            else:
                values = 0.1 * values + (0 if name.endswith("bias") else 1)
            values = values.astype(numpy.float32).astype(numpy.float64).reshape(shape)
            self.values[name] = torch.from_numpy(values).requires_grad_(True)
        return self.values[name]

    def convolve(self, x, name, side, to, stride=1, padding=None, bias=False):
        weight = self.get(f"{name}.weight", [side, side, x.shape[1], to]).permute(3, 2, 0, 1)
        added = self.get(f"{name}.bias", [to]) if bias else None
        return F.conv2d(x, weight, added, stride=stride, padding=side // 2 if padding is None else padding)

    def norm(self, x, name):
        channels = x.shape[1]
        gamma, beta = self.get(f"{name}.weight", [channels]), self.get(f"{name}.bias", [channels])
        return F.batch_norm(x, None, None, gamma, beta, training=True, eps=1e-5)


def enlarge(x):
    return F.interpolate(x, scale_factor=2, mode="nearest")


# DRAEM


def unit(w, x, name, to):
    return F.relu(w.norm(w.convolve(x, name, 3, to), f"{name}.norm"))


def block(w, x, name, channels, first=0):
    for i, to in enumerate(channels):
        x = unit(w, x, f"{name}.{first + i}", to)
    return x


def reconstruct(w, x, b):
    n = "reconstruct"
    b1 = block(w, x, f"{n}.down1", [b, b])
    b2 = block(w, F.max_pool2d(b1, 2), f"{n}.down2", [2 * b, 2 * b])
    b3 = block(w, F.max_pool2d(b2, 2), f"{n}.down3", [4 * b, 4 * b])
    b4 = block(w, F.max_pool2d(b3, 2), f"{n}.down4", [8 * b, 8 * b])
    b5 = block(w, F.max_pool2d(b4, 2), f"{n}.down5", [8 * b, 8 * b])
    y = block(w, enlarge(b5), f"{n}.up4", [8 * b, 8 * b, 4 * b])
    y = block(w, enlarge(y), f"{n}.up3", [4 * b, 4 * b, 2 * b])
    y = block(w, enlarge(y), f"{n}.up2", [2 * b, 2 * b, b])
    y = block(w, enlarge(y), f"{n}.up1", [b, b, b])
    return w.convolve(y, f"{n}.out", 3, 3, bias=True)


def discriminate(w, x, b):
    n = "discriminate"
    b1 = block(w, x, f"{n}.down1", [b, b])
    b2 = block(w, F.max_pool2d(b1, 2), f"{n}.down2", [2 * b, 2 * b])
    b3 = block(w, F.max_pool2d(b2, 2), f"{n}.down3", [4 * b, 4 * b])
    b4 = block(w, F.max_pool2d(b3, 2), f"{n}.down4", [8 * b, 8 * b])
    b5 = block(w, F.max_pool2d(b4, 2), f"{n}.down5", [8 * b, 8 * b])
    y = block(w, F.max_pool2d(b5, 2), f"{n}.down6", [8 * b, 8 * b])
    for level, skip, to in [(5, b5, 8 * b), (4, b4, 4 * b), (3, b3, 2 * b), (2, b2, b), (1, b1, b)]:
        up = unit(w, enlarge(y), f"{n}.up{level}.0", to)
        y = block(w, torch.cat((up, skip), 1), f"{n}.up{level}", [to, to], first=1)
    return w.convolve(y, f"{n}.out", 3, 2, bias=True)


def by_levels(w, x, name, levels, to, has_skips):
    """The rule behind both networks, for any number of levels."""
    seen = []
    for i, channels in enumerate(levels):
        x = block(w, F.max_pool2d(x, 2) if i > 0 else x, f"{name}.down{i + 1}", [channels, channels])
        seen.append(x)
    for i in range(len(levels) - 2, -1, -1):
        out = levels[max(0, i - 1)]
        between = out if has_skips else x.shape[1]
        up = unit(w, enlarge(x), f"{name}.up{i + 1}.0", between)
        x = block(w, torch.cat((up, seen[i]), 1) if has_skips else up, f"{name}.up{i + 1}", [between, out], first=1)
    return w.convolve(x, f"{name}.out", 3, to, bias=True)


def mirrored(length):
    at = numpy.arange(length)[:, None] + numpy.arange(-5, 6)[None]
    inside = at % (2 * length)
    return torch.from_numpy(numpy.minimum(inside, 2 * length - 1 - inside))


def ssim(a, b, span=1):
    g = torch.exp(-(torch.arange(-5, 6).double() ** 2) / (2 * 1.5**2))
    g = g / g.sum()

    def mean(x):
        x = (x[:, :, mirrored(x.shape[2])] * g[None, None, None, :, None]).sum(3)
        return (x[:, :, :, mirrored(x.shape[3])] * g).sum(4)

    c1, c2 = (0.01 * span) ** 2, (0.03 * span) ** 2
    ma, mb = mean(a), mean(b)
    va, vb, cov = mean(a * a) - ma**2, mean(b * b) - mb**2, mean(a * b) - ma * mb
    return ((2 * ma * mb + c1) * (2 * cov + c2) / ((ma**2 + mb**2 + c1) * (va + vb + c2))).mean()


def focal(probabilities, target, gamma=2):
    """The authors' focal loss of softmax probabilities [N, 2, H, W], without its label smoothing of 1e-5."""
    chosen = torch.where(target > 0.5, probabilities[:, 1:], probabilities[:, :1])
    return (-((1 - chosen) ** gamma) * torch.log(chosen)).mean()


def draem(w, images, clean, masks, base):
    """`base` is the width of the whole depth, or the levels of both networks."""
    if isinstance(base, int):
        r = reconstruct(w, images, base)
        both = torch.cat((r, images), 1)
        logits = discriminate(w, both, base // 2)
        ruled = by_levels(w, both, "discriminate", [base // 2 * m for m in [1, 2, 4, 8, 8, 8]], 2, True)
        assert torch.equal(r, by_levels(w, images, "reconstruct", [base * m for m in [1, 2, 4, 8, 8]], 3, False))
        assert torch.equal(logits, ruled)
    else:
        r = by_levels(w, images, "reconstruct", base[0], 3, False)
        logits = by_levels(w, torch.cat((r, images), 1), "discriminate", base[1], 2, True)
    probabilities = torch.softmax(logits, 1)
    terms = {"l2": F.mse_loss(r, clean), "ssim": 1 - ssim(r, clean), "focal": focal(probabilities, masks)}
    return sum(terms.values()), terms, probabilities[:, 1:]


# NSA


def residual(w, x, name, to, stride=1):
    y = F.relu(w.norm(w.convolve(x, f"{name}.conv1", 3, to, stride), f"{name}.bn1"))
    y = w.norm(w.convolve(y, f"{name}.conv2", 3, to), f"{name}.bn2")
    if stride != 1 or x.shape[1] != to:
        x = w.norm(w.convolve(x, f"{name}.downsample.0", 1, to, stride), f"{name}.downsample.1")
    return F.relu(y + x)


def residual_up(w, x, name, to):
    x = enlarge(x)
    y = F.relu(w.norm(w.convolve(x, f"{name}.conv1", 3, to), f"{name}.conv1.norm"))
    y = w.norm(w.convolve(y, f"{name}.conv2", 3, to), f"{name}.conv2.norm")
    return F.relu(y + w.norm(w.convolve(x, f"{name}.shortcut", 1, to), f"{name}.shortcut.norm"))


def nsa(w, images, clean, masks, base):
    x = (images - 0.5) / 0.25
    x = F.relu(w.norm(w.convolve(x, "encoder.conv1", 7, base, 2), "encoder.bn1"))
    x = F.max_pool2d(x, 3, 2, 1)
    for stage in range(4):
        x = residual(w, x, f"encoder.layer{stage + 1}.0", base * 2**stage, 1 if stage == 0 else 2)
        x = residual(w, x, f"encoder.layer{stage + 1}.1", base * 2**stage)
    x = F.relu(w.convolve(x, "decoder.narrow1", 1, 4 * base))
    x = F.relu(w.convolve(x, "decoder.narrow2", 1, 2 * base))
    for i, to in enumerate([base, base // 2, base // 4]):
        x = residual_up(w, x, f"decoder.up{i + 1}", to)
    last = w.get("decoder.out.weight", [7, 7, 1, x.shape[1]]).permute(3, 2, 0, 1)
    logits = F.conv_transpose2d(enlarge(x), last, stride=2, padding=3, output_padding=1)
    probabilities = torch.sigmoid(logits)
    return F.binary_cross_entropy(probabilities, masks), {}, probabilities


def pictures(count, side, phase):
    """[count, 3, side, side] in [0, 1]; bytes in the order of rows, columns, channels."""
    values = numpy.floor(127.5 + 80 * hashed(count * side * side * 3, phase)).reshape(count, side, side, 3)
    return torch.from_numpy(values / 255).permute(0, 3, 1, 2)


def step(network, base, side, graded, watched):
    w = Weights()
    images, clean = pictures(ROWS, side, 1), pictures(ROWS, side, 2)
    marks = (hashed(ROWS * side * side, 3).reshape(ROWS, 1, side, side) + 1.5) / 3
    marks[:IMAGES] = 0
    masks = marks.astype(numpy.float32) if graded else marks > 0.6
    masks = torch.from_numpy(masks.astype(numpy.float64))
    loss, terms, m = network(w, images, clean, masks, base)
    loss.backward()
    inside, outside = (m * masks).sum() / masks.sum(), (m * (1 - masks)).sum() / (1 - masks).sum()
    numbers = {"loss": loss, **terms, "changed": inside, "unchanged": outside}
    gradients = {}
    for key in watched:
        flat = w.values[key].grad.flatten()
        gradients[key] = {"norm": float(f"{float(flat.norm()):.7g}"), "first": [float(f"{v:.5g}") for v in flat[:6]]}
    return {
        "side": side,
        "images": IMAGES,
        "parameters": len(w.values),
        "numbers": {key: float(f"{float(value):.7g}") for key, value in numbers.items()},
        "gradients": gradients,
    }


def write(name, steps):
    path = pathlib.Path(__file__).parent.parent / f"src/detectors/{name}/fixtures/step.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(steps, indent=2) + "\n")
    print(path, path.stat().st_size, [one["numbers"] for one in steps.values()])


write(
    "draem",
    {
        "whole": step(draem, 8, 32, False, ["reconstruct.out.bias", "discriminate.out.weight", "discriminate.out.bias"]),
        "shallow": step(
            draem, [[8, 12], [4, 8, 12]], 16, False,
            ["reconstruct.down1.0.weight", "reconstruct.down2.1.norm.bias", "reconstruct.up1.0.weight", "reconstruct.up1.1.weight",
             "reconstruct.up1.2.weight", "reconstruct.out.weight", "discriminate.down1.0.weight", "discriminate.up2.1.weight",
             "discriminate.up1.1.weight", "discriminate.up1.2.norm.weight", "discriminate.out.weight"],
        ),
    },
)
write(
    "nsa",
    {
        "whole": step(
            nsa, 16, 32, True,
            ["encoder.conv1.weight", "encoder.layer3.0.conv1.weight", "decoder.narrow1.weight", "decoder.up1.shortcut.weight",
             "decoder.up3.conv2.weight", "decoder.up2.conv1.norm.bias", "decoder.out.weight"],
        ),
    },
)

"""Kizu's DRAEM and NSA in PyTorch, on the batches that Kizu draws and from its first weights: what does it mark, after how many steps?

  python3 bench/explore/marked.py --out FILE [--every N] --sample printed-capsule --set detector=draem,steps=300

Options beside those named here are those of `npm run experiment`. After every N steps it gives AUROC of images by the largest mean of
a square of 21 pixels, as Kizu takes it for DRAEM, and by the mean of the map, as for NSA; in how many of the defective images the first
lies on the defect; and the mean mark on changed and on unchanged pixels of the last batch.
"""
import numpy as np
import torch
from scipy.ndimage import uniform_filter
from torch import nn
from torch.nn import functional as F

from reconstruct import hits, joined
from scores import auroc
from streamed import batch_of, targets_of
from training import explore

WINDOW = 21  # of 256 pixels


class Named(nn.Module):
    """Weights by Kizu's names, with / for each dot."""

    def __init__(self, run):
        super().__init__()
        self.weights = nn.ParameterDict({name.replace(".", "/"): nn.Parameter(values) for name, (values, _) in run.weights.items()})
        for name, values in run.statistics.items():
            self.register_buffer(name.replace(".", "/"), values)

    def weight(self, name):
        return self.weights[name.replace(".", "/")]

    def convolved(self, x, name, stride=1):
        weight = self.weight(f"{name}.weight")
        return F.conv2d(x, weight, stride=stride, padding=weight.shape[-1] // 2)

    def normed(self, x, name):
        mean, variance = (getattr(self, f"{name}.running_{kind}".replace(".", "/")) for kind in ("mean", "var"))
        return F.batch_norm(x, mean, variance, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), self.training, 0.1, 1e-5)


class Nsa(Named):
    """See src/detectors/nsa/network.ts and src/engine/networks/resnet18-decoder.ts."""

    def residual(self, x, name, stride):
        y = F.relu(self.normed(self.convolved(x, f"{name}.conv1", stride), f"{name}.bn1"))
        y = self.normed(self.convolved(y, f"{name}.conv2"), f"{name}.bn2")
        if stride != 1:
            x = self.normed(self.convolved(x, f"{name}.downsample.0", stride), f"{name}.downsample.1")
        return F.relu(y + x)

    def enlarged(self, x, name):
        x = F.interpolate(x, scale_factor=2, mode="nearest")
        y = F.relu(self.normed(self.convolved(x, f"{name}.conv1"), f"{name}.conv1.norm"))
        y = self.normed(self.convolved(y, f"{name}.conv2"), f"{name}.conv2.norm")
        return F.relu(y + self.normed(self.convolved(x, f"{name}.shortcut"), f"{name}.shortcut.norm"))

    def forward(self, pixels):
        """Logits of the mark [N, 1, S, S]."""
        x = F.relu(self.normed(self.convolved(pixels, "encoder.conv1", 2), "encoder.bn1"))
        x = F.max_pool2d(x, 3, 2, 1)
        for stage in range(4):
            for part in range(2):
                x = self.residual(x, f"encoder.layer{stage + 1}.{part}", 2 if stage > 0 and part == 0 else 1)
        for part in (1, 2):
            x = F.relu(self.convolved(x, f"decoder.narrow{part}"))
        for part in (1, 2, 3):
            x = self.enlarged(x, f"decoder.up{part}")
        x = F.interpolate(x, scale_factor=2, mode="nearest")
        return F.conv_transpose2d(x, self.weight("decoder.out.weight"), stride=2, padding=3, output_padding=1)

    def loss(self, pixels, targets):
        """And the logits."""
        logits = self(pixels)
        return F.binary_cross_entropy_with_logits(logits, targets["masks"]), logits


class Draem(Named):
    """See src/detectors/draem/network.ts and src/engine/networks/u-net.ts."""

    def __init__(self, run):
        super().__init__(run)
        width = run.experiment["draemWidth"]
        self.levels = {"reconstruct": [width * m for m in (1, 2, 4, 8, 8)], "discriminate": [width * m // 2 for m in (1, 2, 4, 8, 8, 8)]}

    def unit(self, x, name):
        return F.relu(self.normed(self.convolved(x, name), f"{name}.norm"))

    def u_net(self, x, name, has_skips):
        seen = []
        for i, _ in enumerate(self.levels[name]):
            x = F.max_pool2d(x, 2) if i > 0 else x
            for part in range(2):
                x = self.unit(x, f"{name}.down{i + 1}.{part}")
            seen.append(x)
        for i in range(len(seen) - 2, -1, -1):
            x = self.unit(F.interpolate(x, scale_factor=2, mode="nearest"), f"{name}.up{i + 1}.0")
            x = torch.cat((x, seen[i]), 1) if has_skips else x
            for part in (1, 2):
                x = self.unit(x, f"{name}.up{i + 1}.{part}")
        return F.conv2d(x, self.weight(f"{name}.out.weight"), self.weight(f"{name}.out.bias"), padding=1)

    def both(self, pixels):
        """The repainted picture, and logits of the mark [N, 1, S, S]."""
        painted = self.u_net(pixels, "reconstruct", False)
        classes = self.u_net(torch.cat((painted, pixels), 1), "discriminate", True)
        return painted, classes[:, 1:] - classes[:, :1]

    def forward(self, pixels):
        return self.both(pixels)[1]

    def loss(self, pixels, targets):
        """And the logits."""
        painted, logits = self.both(pixels)
        clean = targets["clean"]
        likely = torch.sigmoid(torch.where(targets["masks"] > 0.5, logits, -logits))
        focal = (-((1 - likely) ** 2) * torch.log(likely.clamp_min(1e-12))).mean()
        return F.mse_loss(painted, clean) + 1 - ssim(painted, clean) + focal, logits


def ssim(a, b):
    """The mean, by a Gaussian of 11 pixels, mirrored at the border with the edge repeated."""
    kernel = torch.exp(-((torch.arange(11) - 5.0) ** 2) / (2 * 1.5**2))
    kernel = (kernel / kernel.sum())[None, None]

    def mean(x):
        for axis in (2, 3):
            x = x.transpose(axis, 3)
            near, far = x[..., :5].flip(3), x[..., -5:].flip(3)
            shape = x.shape
            x = F.conv1d(torch.cat((near, x, far), 3).reshape(-1, 1, shape[3] + 10), kernel).view(shape).transpose(axis, 3)
        return x

    c1, c2 = 0.01**2, 0.03**2
    ma, mb = mean(a), mean(b)
    va, vb, both = mean(a * a) - ma**2, mean(b * b) - mb**2, mean(a * b) - ma * mb
    return ((2 * ma * mb + c1) * (2 * both + c2) / ((ma**2 + mb**2 + c1) * (va + vb + c2))).mean()


def mean_marks(logits, masks):
    """On changed and on unchanged pixels."""
    marks = torch.sigmoid(logits.detach())
    parts = {"changed": masks, "unchanged": 1 - masks}
    return {name: round(((marks * part).sum() / part.sum().clamp_min(1)).item(), 3) for name, part in parts.items()}


@torch.no_grad()
def judged(network, run):
    network.eval()
    wholes = [joined(torch.sigmoid(network(run.crops_of(item)))[:, 0], run.experiment) for item in run.with_role("test")]
    maps = np.stack([uniform_filter(whole.astype(np.float64), WINDOW, mode="constant") for whole in wholes])
    labels = [defect != "good" for defect in run.defects()]
    scores = {"largest": maps.max((1, 2)), "mean": np.array([whole.mean() for whole in wholes])}
    return {**{name: round(auroc(labels, each), 3) for name, each in scores.items()}, "onDefect": hits(maps, run)}


def begin(run):
    network = {"draem": Draem, "nsa": Nsa}[run.experiment["detector"]](run)
    marks = {}

    def loss_of(head, data):
        targets = targets_of(head, data)
        loss, logits = network.loss(batch_of(head, data)[1].contiguous(), targets)
        marks.update(mean_marks(logits, targets["masks"]))
        return loss

    return network, loss_of, lambda step: {**judged(network, run), **marks} if step > 0 else None


if __name__ == "__main__":
    explore(__doc__, 100, begin)

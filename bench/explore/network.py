"""Kizu's network and losses in PyTorch; formulas and sources stand in src/engine."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Block(nn.Module):
    def __init__(self, before, after, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(before, after, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(after)
        self.conv2 = nn.Conv2d(after, after, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(after)
        self.downsample = None
        if stride != 1 or before != after:
            self.downsample = nn.Sequential(
                nn.Conv2d(before, after, 1, stride, bias=False), nn.BatchNorm2d(after)
            )

    def forward(self, x):
        shortcut = x if self.downsample is None else self.downsample(x)
        x = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(x)) + shortcut)


class Encoder(nn.Module):
    def __init__(self, base):
        super().__init__()
        self.conv1 = nn.Conv2d(3, base, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(base)
        before = base
        for stage in range(4):
            after = base * 2**stage
            first = Block(before, after, 1 if stage == 0 else 2)
            setattr(self, f"layer{stage + 1}", nn.Sequential(first, Block(after, after, 1)))
            before = after

    def maps(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        found = []
        for stage in range(1, 5):
            x = getattr(self, f"layer{stage}")(x)
            found.append(x)
        return found


class Network(nn.Module):
    """Names of weights are Kizu's, but for the head's norms."""

    def __init__(self, experiment):
        super().__init__()
        base = {"full": 64, "half": 32, "quarter": 16}[experiment["width"]]
        length = 8 * base
        is_classifier = experiment["objective"] == "cross-entropy"
        classes = 3 if experiment["generator"] == "3-way" else 2
        has_norm = experiment["headBatchNorm"]
        self.encoder = Encoder(base)
        self.head = nn.ModuleDict({"0": nn.Linear(length, length)})
        self.head["2"] = nn.Linear(length, classes if is_classifier else 128)
        self.head["0_norm"] = nn.BatchNorm1d(length) if has_norm else nn.Identity()
        has_last = has_norm and not is_classifier
        self.head["2_norm"] = nn.BatchNorm1d(128) if has_last else nn.Identity()

    def pooled(self, x):
        return self.encoder.maps(x)[-1].mean((2, 3))

    def forward(self, x):
        hidden = F.relu(self.head["0_norm"](self.head["0"](self.pooled(x))))
        return self.head["2_norm"](self.head["2"](hidden))


def own_name(name):
    return name.replace("head.0.norm", "head.0_norm").replace("head.2.norm", "head.2_norm")


def _similarity(z, temperature):
    unit = F.normalize(z, dim=1)
    return unit @ unit.T / temperature


def _coupled(s, anchors, positive, compared):
    total = s[:anchors].masked_fill(~compared[:anchors], float("-inf")).logsumexp(1, True)
    positive = positive[:anchors].float()
    share = positive / positive.sum(1, True)
    return (share * (total - s[:anchors])).sum() / anchors


def loss_of(z, classes, experiment):
    """`z` [4N, d]: first and second normal views, first and second pseudo views; or logits."""
    objective = experiment["objective"]
    if objective == "cross-entropy":
        counts = torch.bincount(classes, minlength=z.shape[1])
        present = int((counts > 0).sum())
        each = F.cross_entropy(z, classes, reduction="none")
        return (each / counts[classes]).sum() / present
    if experiment["softNormals"] != 0:
        raise SystemExit("softNormals is not written here: expected 0, got %g" % experiment["softNormals"])
    rows = z.shape[0]
    n = rows // 4
    s = _similarity(z, experiment["temperature"])
    index = torch.arange(rows)
    normal = index < 2 * n
    other = torch.where((index // n) % 2 == 0, index + n, index - n)
    different = ~torch.eye(rows, dtype=torch.bool)
    is_other = index[None, :] == other[:, None]
    normals = different & normal[None, :] & normal[:, None]
    if objective == "firm":
        return _coupled(s, rows, torch.where(normal[:, None], normals, is_other), different)
    if objective == "pair":
        return _coupled(s, 2 * n, is_other, is_other | ~normal[None, :])
    if objective == "classwise":
        return _coupled(s, 2 * n, normals, different)
    if objective == "nt-xent":
        return _coupled(s, 2 * n, is_other, different)
    if objective == "dcl":
        return _coupled(s, 2 * n, normals, (~normal[None, :]).expand(rows, rows))
    against = s[: 2 * n, 2 * n :].logsumexp(1, True)
    pairs = F.softplus(against - s[: 2 * n, : 2 * n])
    return (pairs * different[: 2 * n, : 2 * n]).sum() / (2 * n * (2 * n - 1))

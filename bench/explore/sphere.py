"""Kizu's Deep SVDD on pixels in PyTorch, on the crops that Kizu draws and from its first weights: what do distances find, and when?

  python3 bench/explore/sphere.py --out FILE [--every N] --sample printed-capsule --set detector=deep-svdd,steps=300

Options beside those named here are those of `npm run experiment`. After every N steps it gives AUROC of images by the crop farthest
from the centre, as Kizu takes it; from the mean once embeddings are whitened; from the nearest normal crop; and from the centre once
each place is compared with the same place of normal images. Beside them, in how many defective images that crop shows the defect.
The centre is the mean of the crops that are scored of the bank's images; Kizu takes it of crops side by side of all normal ones.
"""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from scores import auroc, mahalanobis
from streamed import batch_of, load
from training import explore

LEAST_COORDINATE = 0.1


class Sphere(nn.Module):
    """Names of weights are Kizu's; see src/detectors/deep-svdd/network.ts."""

    def __init__(self, experiment):
        super().__init__()
        base = {"full": 64, "half": 32, "quarter": 16}[experiment["width"]]
        kind = (experiment["svddSees"], experiment["svddObjective"], experiment["svddPretraining"])
        assert kind == ("own", "one-class", 0), f"only ('own', 'one-class', 0) is written here, not {kind}"
        channels = [3, base, 2 * base, 4 * base]
        self.encoder = nn.ModuleDict()
        for i in range(3):
            self.encoder[f"conv{i + 1}"] = nn.Conv2d(channels[i], channels[i + 1], 5, padding=2, bias=False)
        self.encoder["conv4"] = nn.Conv2d(channels[3], 8 * base, 1, bias=False)
        self.svdd = nn.ParameterDict({"centre": torch.zeros(8 * base), "radius": torch.zeros(1)})

    def forward(self, x):
        """[N, length]"""
        for i in range(3):
            x = F.max_pool2d(F.relu(self.encoder[f"conv{i + 1}"](x)), 3, 2, 1)
        return self.encoder["conv4"](x).mean((2, 3))


@torch.no_grad()
def embedded(network, run, role):
    """[images, crops, length]"""
    return torch.stack([network(run.crops_of(item)) for item in run.with_role(role)])


def shows_defect(run):
    """Which crops show a marked pixel, [images, crops]."""
    side, size = run.experiment["imageSize"], run.experiment["inputSize"]
    stride = max(1, round(size * run.experiment["cropStride"]))
    assert (side - size) % stride == 0, "crops that do not fill the image evenly are not written here"
    found = []
    for item in run.with_role("test"):
        mask = run.mask_of(item)
        pixels = torch.zeros(side, side) if mask is None else torch.from_numpy(mask).float()
        found.append(F.max_pool2d(pixels[None, None], size, stride).flatten() > 0)
    return torch.stack(found).numpy()


def judged(bank, test, centre, run):
    """AUROC and how often the farthest crop shows the defect, by name of the score."""
    labels = [defect != "good" for defect in run.defects()]
    shown = shows_defect(run)
    rows = bank.flatten(0, 1)
    bank_away, away = (((one - centre) ** 2).sum(-1).numpy() for one in (bank, test))
    queries = test.flatten(0, 1)
    scores = {
        "centre": away,
        "whitened": mahalanobis(rows.double(), queries.double()).view(away.shape).numpy(),
        "nearest": torch.cat([torch.cdist(part, rows).min(1)[0] for part in queries.split(2048)]).view(away.shape).numpy(),
        "againstItsPlace": (away - bank_away.mean(0)) / (bank_away.std(0) + bank_away.std(0).mean()),
    }
    found = {}
    for name, each in scores.items():
        hit = shown[np.arange(len(each)), each.argmax(1)]
        found[name] = {"auroc": round(auroc(labels, each.max(1)), 3), "onDefect": f"{hit[labels].sum()} of {sum(labels)}"}
    kinds = {}
    for kind in sorted(set(run.defects()) - {"good"}):
        kept = [i for i, defect in enumerate(run.defects()) if defect in ("good", kind)]
        kinds[kind] = round(auroc([labels[i] for i in kept], away[kept].max(1)), 3)
    farthest = np.bincount(away[~np.array(labels)].argmax(1)).max()
    return {**found, "kinds": kinds, "normalsFarthestAtOnePlace": f"{farthest} of {labels.count(False)}"}


def begin(run):
    network = Sphere(run.experiment)
    load(network, run)
    centre = embedded(network, run, "bank").mean((0, 1))
    centre = torch.where(centre.abs() < LEAST_COORDINATE, LEAST_COORDINATE * centre.sign(), centre)

    def loss_of(head, data):
        return ((network(batch_of(head, data)[1].contiguous()) - centre) ** 2).sum(1).mean()

    def told(_):
        network.eval()
        return judged(*(embedded(network, run, role) for role in ("bank", "test")), centre, run)

    return network, loss_of, told


if __name__ == "__main__":
    explore(__doc__, 100, begin)

"""SSD in PyTorch on the crops that Kizu draws: does training on them help, and if not, which part of it does harm?

  python3 bench/explore/ssd.py --out FILE [--every N] [--views kizu] --sample hex-nut --set start=kizu,steps=200 ...

Options beside those named here are those of `npm run experiment`; the detector is ssd. After every N steps it gives AUROC by
Mahalanobis distance as Kizu takes it, of the pooled features and of those of layer 3; the first once more by the nearest normal
crop, and with norms measured on plain crops instead of the views that were trained on; and how the features of normal crops lie.
"""
import argparse
import json
import sys
import time

import torch
from torch.nn import functional as F
from torchvision import transforms

from network import Network
from scores import auroc, standardised_distances
from streamed import Stream, batch_of, load, make_optimiser, read, set_rate

MEAN, DEVIATION = 0.5, 0.25  # of Kizu's own weights, and of fresh ones

CROP = [transforms.RandomResizedCrop(64, scale=(0.2, 1), ratio=(3 / 4, 4 / 3)), transforms.RandomHorizontalFlip()]
COLOUR = [transforms.RandomApply([transforms.ColorJitter(0.4, 0.4, 0.4, 0.1)], 0.8), transforms.RandomGrayscale(0.2)]

# Of a crop [3, 64, 64] in [0, 1]; "kizu" takes the views that Kizu draws.
VIEWS = {
    "strong": transforms.Compose(CROP + COLOUR),
    "crop": transforms.Compose(CROP),
    "colour": transforms.Compose(COLOUR),
    "weak": transforms.ColorJitter(0.05, 0.05),
}


def streamed_batches(stream):
    """Kizu's views of a step [4N, 3, S, S]: N first views, N second ones, and so again."""
    for head, data in stream:
        yield batch_of(head, data)[1]


def own_batches(options, view):
    """The same of plain crops at other places, the views torchvision's; which batches these are follows from the seed."""
    plain = ["--set", "detector=autoencoder,viewJitter=0,bankImages=1,cropStride=1"]
    for head, data in Stream([*options, *plain]).parts():
        if head["kind"] == "batch":
            crops = batch_of(head, data)[1].clamp(0, 1)  # an autoencoder sees them as they are
            first, second = (torch.stack([view(crop) for crop in crops]) for _ in range(2))
            halves = zip(first.chunk(2), second.chunk(2))
            yield (torch.cat([each for pair in halves for each in pair]) - MEAN) / DEVIATION


def nt_xent(z, temperature):
    """[SimCLR Eq. 1], mean over the rows of `z` [4N, d]."""
    unit = F.normalize(z, dim=1)
    s = (unit @ unit.T / temperature).fill_diagonal_(float("-inf"))
    n, index = len(z) // 4, torch.arange(len(z))
    return F.cross_entropy(s, torch.where((index // n) % 2 == 0, index + n, index - n))


@torch.no_grad()
def measure_norms(network, run):
    """Sets the running statistics to those of plain normal crops."""
    norms = [one for one in network.modules() if isinstance(one, torch.nn.modules.batchnorm._BatchNorm)]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # the mean of all batches
    network.train()
    bank = run.with_role("bank")
    for i in range(0, len(bank), 4):
        network(torch.cat([run.crops_of(item) for item in bank[i : i + 4]]))
    for norm in norms:
        norm.momentum = 0.1


@torch.no_grad()
def features(network, run):
    """By role and layer, [images, crops, d]."""
    network.eval()
    found = {}
    for role in ("bank", "test"):
        maps = [network.encoder.maps(run.crops_of(item))[2:] for item in run.with_role(role)]
        for layer in (3, 4):
            found[role, layer] = torch.stack([of[layer - 3].mean((2, 3)) for of in maps])
    return found


def nearest(bank, queries):
    """1 - cosine to the nearest normal crop."""
    return 1 - (F.normalize(queries, dim=1) @ F.normalize(bank, dim=1).T).max(1)[0]


def aurocs(bank, test, defects, distances=standardised_distances):
    """Of images, an image being as anomalous as its most anomalous crop: all defects, then each against the normal images."""
    scores = distances(bank.flatten(0, 1), test.flatten(0, 1)).view(test.shape[:2]).max(1)[0]
    kinds = sorted(set(defects) - {"good"})
    found = {"all": auroc([defect != "good" for defect in defects], scores)}
    for kind in kinds:
        kept = [i for i, defect in enumerate(defects) if defect in ("good", kind)]
        found[kind] = auroc([defects[i] == kind for i in kept], scores[kept])
    return {name: round(value, 3) for name, value in found.items()}


def shape_of(bank):
    """How unit features of normal crops lie: mean cosine of two of them, and how many directions they fill."""
    unit = F.normalize(bank.flatten(0, 1), dim=1)
    spread = torch.linalg.eigvalsh(torch.cov(unit.T)).clamp(min=0)
    return {
        "cosine": round(((unit.sum(0) ** 2).sum().item() - len(unit)) / (len(unit) * (len(unit) - 1)), 3),
        "directions": round((spread.sum() ** 2 / (spread**2).sum()).item(), 1),
    }


def evaluate(network, run):
    kept = {name: value.clone() for name, value in network.state_dict().items()}
    found, defects = features(network, run), run.defects()
    pooled = (found["bank", 4], found["test", 4])
    result = {
        "pooled": aurocs(*pooled, defects),
        "nearest": aurocs(*pooled, defects, nearest)["all"],
        "layer3": aurocs(found["bank", 3], found["test", 3], defects)["all"],
        **shape_of(pooled[0]),
    }
    measure_norms(network, run)
    found = features(network, run)
    result["normsOfPlainCrops"] = aurocs(found["bank", 4], found["test", 4], defects)["all"]
    network.load_state_dict(kept)
    return result


def train(network, batches, experiment):
    """Yields the loss after each step."""
    optimiser = make_optimiser(network, experiment)
    for step, pixels in enumerate(batches):
        network.train()
        set_rate(optimiser, experiment, step)
        loss = nt_xent(network(pixels), experiment["ssdTemperature"])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        yield loss.item()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    parser.add_argument("--every", type=int, default=50)
    parser.add_argument("--views", choices=["kizu", *VIEWS], default="kizu")
    own, options = parser.parse_known_args()
    is_kizu = own.views == "kizu"
    run, rest = read([*options, "--set", "detector=ssd", *([] if is_kizu else ["--untrained"])])
    experiment = run.experiment
    torch.manual_seed(experiment["seed"])
    network = Network({**experiment, "objective": "nt-xent", "headBatchNorm": True})
    load(network, run)
    batches = streamed_batches(rest) if is_kizu else own_batches(options, VIEWS[own.views])
    curve, losses, began = [], [], time.time()

    def told():
        curve.append({"step": len(losses), **evaluate(network, run)})
        print(json.dumps(curve[-1]), f"{time.time() - began:.0f} s", file=sys.stderr, flush=True)

    told()
    for loss in train(network, batches, experiment):
        losses.append(round(loss, 4))
        if len(losses) % own.every == 0:
            told()
    result = {"dataset": run.head["dataset"], "views": own.views, "arguments": options, "losses": losses, "curve": curve}
    with open(own.out, "w") as file:
        json.dump({**result, "config": experiment}, file)


if __name__ == "__main__":
    main()

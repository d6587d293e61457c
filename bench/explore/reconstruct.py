"""Kizu's autoencoder, VAE or VAE-GAN in PyTorch, on the crops that Kizu draws and from its first weights: what do residuals find, and when?

  python3 bench/explore/reconstruct.py --out FILE [--every N] --sample printed-capsule --set detector=autoencoder,steps=1500

Options beside those named here are those of `npm run experiment`. After every N steps it gives AUROC of images by the largest and
the mean residual, as Kizu takes them; by the largest one once each place is compared with the same place of normal training images;
in how many of the defective images the largest residual lies on the defect; and how well normal images are reconstructed at all. Beside
them, the same for a "reconstruction" that has learnt nothing: the image, blurred.
"""
import numpy as np
import torch
from scipy.ndimage import binary_dilation, gaussian_filter
from torch.nn import functional as F

from gan import VaeGan
from reconstruction import Autoencoder
from scores import auroc
from streamed import batch_of, load
from training import explore

SMOOTHING = 4 / 256  # of the image's side; as residual-method.ts has it


def joined(crops, experiment):
    """Mean over the crops [n, S, S] that show a pixel, [side, side]."""
    side, size = experiment["imageSize"], experiment["inputSize"]
    columns = torch.as_tensor(crops).flatten(1).T[None]
    stride = max(1, round(size * experiment["cropStride"]))
    assert (side - size) % stride == 0, "crops that do not fill the image evenly are not written here"
    both = torch.cat([columns, torch.ones_like(columns)])
    sums = F.fold(both, (side, side), size, stride=stride)[:, 0]
    return (sums[0] / sums[1]).numpy()


@torch.no_grad()
def residuals(network, run, role):
    """Smoothed, [images, side, side]."""
    network.eval()
    maps = []
    for item in run.with_role(role):
        crops = run.crops_of(item)
        whole = joined(((network.restored(crops) - crops) ** 2).mean(1), run.experiment)
        maps.append(smoothed(whole))
    return np.stack(maps)


@torch.no_grad()
def errors(network, run):
    """Mean squared error on normal images: the network's, that of the mean crop of each place, and that of each crop's mean colour."""
    network.eval()
    crops = torch.stack([run.crops_of(item) for item in run.with_role("bank")])
    own = torch.stack([((network.restored(one) - one) ** 2).mean() for one in crops]).mean()
    place, colour = (((crops - crops.mean(over, keepdim=True)) ** 2).mean() for over in (0, (3, 4)))
    return {name: round(value.item(), 4) for name, value in {"own": own, "meanCrop": place, "meanColour": colour}.items()}


def smoothed(whole):
    return gaussian_filter(whole.astype(np.float64), SMOOTHING * len(whole))


def blur_residuals(run, role):
    """Those of the image against itself, blurred by 4 pixels."""
    pictures = (run.whole_of(item)[0].numpy() for item in run.with_role(role))
    return np.stack([smoothed(((gaussian_filter(one, (0, 4, 4)) - one) ** 2).mean(0)) for one in pictures])


def hits(maps, run):
    """In how many of the images that have a mask the largest residual lies on it, or within 4 pixels."""
    masks = [run.mask_of(item) for item in run.with_role("test")]
    marked = [(each, mask) for each, mask in zip(maps, masks) if mask is not None and mask.any()]
    found = sum(binary_dilation(mask, iterations=4)[np.unravel_index(each.argmax(), mask.shape)] for each, mask in marked)
    return f"{found} of {len(marked)}"


def judged(bank, test, run):
    """AUROC by name of the score, each defect by the largest residual, and how often that lies on the defect."""
    defects = run.defects()
    labels = [defect != "good" for defect in defects]
    largest = test.max((1, 2))
    usual = (test - bank.mean(0)) / (bank.std(0) + bank.std(0).mean())
    kinds = {}
    for kind in sorted(set(defects) - {"good"}):
        kept = [i for i, defect in enumerate(defects) if defect in ("good", kind)]
        kinds[kind] = round(auroc([defects[i] == kind for i in kept], largest[kept]), 3)
    scores = {"largest": largest, "mean": test.mean((1, 2)), "againstItsPlace": usual.max((1, 2))}
    found = {name: round(auroc(labels, each), 3) for name, each in scores.items()}
    return {**found, "kinds": kinds, "onDefect": hits(test, run), "onDefectAgainstItsPlace": hits(usual, run)}


def begin(run):
    network = (VaeGan if run.experiment["detector"] == "vae-gan" else Autoencoder)(run.experiment)
    load(network, run)

    def told(step):
        if step == 0:
            return {"step": "blurred", **judged(*(blur_residuals(run, role) for role in ("bank", "test")), run)}
        found = judged(*(residuals(network, run, role) for role in ("bank", "test")), run)
        return {**found, "errors": errors(network, run)}

    return network, lambda head, data: network.loss(batch_of(head, data)[1].contiguous()), told


if __name__ == "__main__":
    explore(__doc__, 300, begin)

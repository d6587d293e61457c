"""Kizu's autoencoder or VAE in PyTorch, on the crops that Kizu draws and from its first weights: what do residuals find, after how many steps?

  python3 bench/explore/reconstruct.py --out FILE [--every N] --sample printed-capsule --set detector=autoencoder,steps=1500

Options beside those named here are those of `npm run experiment`. After every N steps it gives AUROC of images by the largest and
the mean residual, as Kizu takes them; by the largest one once each place is compared with the same place of normal training images;
and in how many of the defective images the largest residual lies on the defect. Beside them, the same for a "reconstruction" that
has learnt nothing: the image, blurred.
"""
import argparse
import json
import sys
import time

import numpy as np
import torch
from scipy.ndimage import binary_dilation, gaussian_filter
from torch import nn
from torch.nn import functional as F

from scores import auroc
from streamed import Run, Stream, batch_of, load, make_optimiser, set_rate

SMOOTHING = 4 / 256  # of the image's side; as residual-method.ts has it
PIXEL_DEVIATION = 0.1  # of the VAE's pixels around their reconstruction


class Autoencoder(nn.Module):
    """Names of weights are Kizu's; see src/engine/networks/autoencoder.ts."""

    def __init__(self, experiment):
        super().__init__()
        base = {"full": 64, "half": 32, "quarter": 16}[experiment["width"]]
        channels, side = [3, base, base, 2 * base, 4 * base], experiment["inputSize"] // 16
        self.is_variational = experiment["detector"] == "vae"
        self.latent = experiment["latent"]
        self.encoder, self.decoder = nn.ModuleDict(), nn.ModuleDict()
        for i in range(4):
            self.encoder[f"conv{i + 1}"] = nn.Conv2d(channels[i], channels[i + 1], 4, 2, 1)
        self.encoder["code"] = nn.Conv2d(channels[4], self.latent * (1 + self.is_variational), side)
        self.decoder["code"] = nn.ConvTranspose2d(self.latent, channels[4], side)
        for i in range(4):
            self.decoder[f"up{i + 1}"] = nn.ConvTranspose2d(channels[4 - i], channels[3 - i], 4, 2, 1)

    def forward(self, x):
        """Pictures [N, 3, S, S], and the KL of each code in nats, [N]: 0 but for the VAE."""
        for i in range(4):
            x = F.leaky_relu(self.encoder[f"conv{i + 1}"](x), 0.2)
        x, kl = self.encoder["code"](x), torch.zeros(len(x))
        if self.is_variational:
            mean, log_variance = x.chunk(2, 1)
            kl = 0.5 * (mean**2 + log_variance.exp() - log_variance - 1).sum((1, 2, 3))
            x = mean + (log_variance / 2).exp() * torch.randn_like(mean) if self.training else mean
        x = self.decoder["code"](x)
        for i in range(4):
            x = self.decoder[f"up{i + 1}"](F.leaky_relu(x, 0.2))
        return torch.sigmoid(x), kl


def loss_of(network, pixels, experiment):
    """Mean squared error; of the VAE, the negative evidence lower bound per number."""
    decoded, kl = network(pixels)
    squared = F.mse_loss(decoded, pixels)
    if not network.is_variational:
        assert experiment["reconstructionLoss"] == "l2", "SSIM is not written here"
        return squared
    return squared / (2 * PIXEL_DEVIATION**2) + experiment["beta"] * kl.mean() / pixels[0].numel()


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
        whole = joined(((network(crops)[0] - crops) ** 2).mean(1), run.experiment)
        maps.append(smoothed(whole))
    return np.stack(maps)


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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    parser.add_argument("--every", type=int, default=300)
    own, options = parser.parse_known_args()
    run = network = optimiser = None
    curve, losses, began = [], [], time.time()

    def told(step, maps):
        curve.append({"step": step, **judged(*(maps(role) for role in ("bank", "test")), run)})
        print(json.dumps(curve[-1]), f"{time.time() - began:.0f} s", file=sys.stderr, flush=True)

    for head, data in Stream(options).parts():
        if run is None:
            run = Run(head)
        elif head["kind"] != "batch":
            run.take(head, data)
        else:
            if network is None:
                torch.manual_seed(run.experiment["seed"])
                network = Autoencoder(run.experiment)
                load(network, run)
                optimiser = make_optimiser(network, run.experiment)
                told("blurred", lambda role: blur_residuals(run, role))
            network.train()
            set_rate(optimiser, run.experiment, len(losses))
            loss = loss_of(network, batch_of(head, data)[1].contiguous(), run.experiment)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            losses.append(round(loss.item(), 5))
            if len(losses) % own.every == 0:
                told(len(losses), lambda role: residuals(network, run, role))
    result = {"dataset": run.head["dataset"], "arguments": options, "losses": losses, "curve": curve}
    with open(own.out, "w") as file:
        json.dump({**result, "config": run.experiment}, file)


if __name__ == "__main__":
    main()

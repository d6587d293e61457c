"""Kizu's autoencoder and VAE in PyTorch; formulas and sources stand in src/engine/networks and src/detectors."""
import torch
from torch import nn
from torch.nn import functional as F

PIXEL_DEVIATION = 0.1  # of the VAE's pixels around their reconstruction


def channels_of(experiment):
    """Of the picture and of each map that is half as wide as the one before."""
    base = {"full": 64, "half": 32, "quarter": 16}[experiment["width"]]
    return [3, base, base, 2 * base, 4 * base]


def code_side(experiment):
    """Of the smallest map."""
    return experiment["inputSize"] // 16


class Autoencoder(nn.Module):
    """Names of weights are Kizu's; see src/engine/networks/autoencoder.ts."""

    def __init__(self, experiment):
        super().__init__()
        channels, side = channels_of(experiment), code_side(experiment)
        self.is_variational = experiment["detector"] != "autoencoder"
        self.beta = experiment["beta"]
        self.latent = experiment["latent"]
        assert self.is_variational or experiment["reconstructionLoss"] == "l2", "SSIM is not written here"
        self.encoder, self.decoder = nn.ModuleDict(), nn.ModuleDict()
        for i in range(4):
            self.encoder[f"conv{i + 1}"] = nn.Conv2d(channels[i], channels[i + 1], 4, 2, 1)
        self.encoder["code"] = nn.Conv2d(channels[4], self.latent * (1 + self.is_variational), side)
        self.decoder["code"] = nn.ConvTranspose2d(self.latent, channels[4], side)
        for i in range(4):
            self.decoder[f"up{i + 1}"] = nn.ConvTranspose2d(channels[4 - i], channels[3 - i], 4, 2, 1)

    def encoded(self, x):
        """A code of each picture [N, latent, 1, 1], drawn while it learns and the mean after, and its KL in nats, [N]: 0 but for the VAE."""
        for i in range(4):
            x = F.leaky_relu(self.encoder[f"conv{i + 1}"](x), 0.2)
        x = self.encoder["code"](x)
        if not self.is_variational:
            return x, torch.zeros(len(x))
        mean, log_variance = x.chunk(2, 1)
        kl = 0.5 * (mean**2 + log_variance.exp() - log_variance - 1).sum((1, 2, 3))
        return mean + (log_variance / 2).exp() * torch.randn_like(mean) if self.training else mean, kl

    def decoded(self, code):
        """Pictures [N, 3, S, S]."""
        x = self.decoder["code"](code)
        for i in range(4):
            x = self.decoder[f"up{i + 1}"](F.leaky_relu(x, 0.2))
        return torch.sigmoid(x)

    def restored(self, pixels):
        return self.decoded(self.encoded(pixels)[0])

    def loss(self, pixels):
        """Mean squared error; of the VAE, the negative evidence lower bound per number."""
        code, kl = self.encoded(pixels)
        squared = F.mse_loss(self.decoded(code), pixels)
        if not self.is_variational:
            return squared
        return squared / (2 * PIXEL_DEVIATION**2) + self.beta * kl.mean() / pixels[0].numel()

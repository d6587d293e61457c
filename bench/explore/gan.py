"""Kizu's VAE-GAN in PyTorch; formulas and sources stand in src/detectors/vae-gan."""
import torch
from torch import nn
from torch.nn import functional as F

from reconstruction import Autoencoder, channels_of, code_side

FEATURE_MAP = 2  # which halving of the discriminator gives the features


class _ScaledGradient(torch.autograd.Function):
    @staticmethod
    def forward(context, x, factor):
        context.factor = factor
        return x.view_as(x)

    @staticmethod
    def backward(context, gradient):
        return gradient * context.factor, None


scaled = _ScaledGradient.apply


class VaeGan(Autoencoder):
    """One backward pass of `loss` gives encoder, decoder and discriminator a gradient each."""

    def __init__(self, experiment):
        super().__init__(experiment)
        channels = channels_of(experiment)
        self.balance = experiment["ganBalance"]
        self.discriminator = nn.ModuleDict()
        for i in range(4):
            self.discriminator[f"conv{i + 1}"] = nn.Conv2d(channels[i], channels[i + 1], 4, 2, 1)
        self.discriminator["logit"] = nn.Conv2d(channels[4], 1, code_side(experiment))

    def judged(self, x, learns=True):
        """Features [N, C, s, s] and logits [N] of pictures."""

        def convolved(x, name, *geometry):
            weights = (one if learns else one.detach() for one in self.discriminator[name].parameters())
            return F.conv2d(x, *weights, *geometry)

        for i in range(4):
            x = F.leaky_relu(convolved(x, f"conv{i + 1}", 2, 1), 0.2)
            if i == FEATURE_MAP:
                features = x
        return features, convolved(x, "logit").flatten()

    def loss(self, pixels):
        code, kl = self.encoded(pixels)
        codes = [scaled(code, 1 / self.balance), code.detach(), torch.randn_like(code)]
        restored, *fakes = self.decoded(torch.cat(codes)).chunk(3)
        features, logits = self.judged(torch.cat([pixels, *(scaled(one, -1) for one in fakes)]))
        wanted = features.chunk(3)[0].detach()
        away = (self.judged(restored, learns=False)[0] - wanted) ** 2
        likeness = away.sum((1, 2, 3)).mean() / 2
        real, of_code, of_chance = logits.chunk(3)
        discriminator = F.softplus(-real).mean() + F.softplus(of_code).mean() + F.softplus(of_chance).mean()
        self.told = {"kl": kl.mean(), "likeness": likeness, "discriminator": discriminator}
        return kl.mean() + self.balance * likeness + discriminator

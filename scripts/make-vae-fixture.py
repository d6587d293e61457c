"""Golden values of one step of the VAE and of the VAE-GAN: their terms and gradients, by PyTorch.

Run it from the repository's root with a Python that has torch: python3 scripts/make-vae-fixture.py. Weights and pictures are formulas,
so that the test can make them too (src/engine/testing/autoencoder-values.ts); the noise is that of src/engine/kernels/gaussian.ts.
"""

import json
import math
import pathlib

import numpy
import torch
import torch.nn.functional as functional

root = pathlib.Path(__file__).parent.parent
side, base, latent, rows, seed, beta, balance = 32, 16, 4, 4, 5, 2.0, 0.05
channels = [3, base, base, 2 * base, 4 * base]


def wave(shape, scale, phase):
    count = math.prod(shape)
    return (scale * numpy.sin(0.7 * numpy.arange(count) + phase)).reshape(shape)


def layer_shapes(latent_out):
    """Names, shapes [kernelH, kernelW, in, out] (transposed ones [.., .., out, in]) and numbers that a unit sums over."""
    layers = [(f"encoder.conv{i + 1}", [4, 4, channels[i], channels[i + 1]], 16 * channels[i]) for i in range(4)]
    small = side // 16
    layers.append(("encoder.code", [small, small, channels[4], latent_out], small * small * channels[4]))
    layers.append(("decoder.code", [small, small, channels[4], latent], latent))
    for i in range(4):
        wide, narrow = channels[4 - i], channels[3 - i]
        layers.append((f"decoder.up{i + 1}", [4, 4, narrow, wide], 4 * wide))
    return layers


def parameters(layers):
    """As the engine lays them out, by name."""
    values = {}
    for i, (name, shape, fan) in enumerate(layers):
        out = shape[2] if name.startswith("decoder") else shape[3]
        values[f"{name}.weight"] = torch.tensor(wave(shape, math.sqrt(4 / fan), i), dtype=torch.float64)
        values[f"{name}.bias"] = torch.tensor(wave([out], 0.1, i + 0.5), dtype=torch.float64)
    for value in values.values():
        value.requires_grad_(True)
    return values


def pictures(count):
    """[count, 3, side, side] in [0, 1], whole grey levels."""
    n, y, x, c = numpy.meshgrid(*[numpy.arange(k) for k in (count, side, side, 3)], indexing="ij")
    grey = numpy.floor(127.5 + 100 * numpy.sin(0.3 * x + 0.2 * y * (c + 1) + n))
    return torch.tensor(grey / 255).permute(0, 3, 1, 2)


def pcg4d(words):
    v = [numpy.uint32(w) * numpy.uint32(1664525) + numpy.uint32(1013904223) for w in words]

    def mix():
        v[0] = v[0] + v[1] * v[3]
        v[1] = v[1] + v[2] * v[0]
        v[2] = v[2] + v[0] * v[1]
        v[3] = v[3] + v[1] * v[2]

    mix()
    for k in range(4):
        v[k] = v[k] ^ (v[k] >> numpy.uint32(16))
    mix()
    return v


def gaussian(size, seed_, step):
    numbers = []
    with numpy.errstate(over="ignore"):
        for at in range(math.ceil(size / 4)):
            words = pcg4d([at, step, seed_, 0])
            unit = [((int(w) >> 9) + 0.5) / 2**23 for w in words]
            for k in (0, 2):
                length = math.sqrt(-2 * math.log(unit[k]))
                angle = 2 * math.pi * unit[k + 1]
                numbers += [length * math.cos(angle), length * math.sin(angle)]
    return torch.tensor(numbers[:size], dtype=torch.float64)


def leaky(x):
    return functional.leaky_relu(x, 0.2)


def convolve(p, x, name, stride, padding):
    return functional.conv2d(x, p[f"{name}.weight"].permute(3, 2, 0, 1).contiguous(), p[f"{name}.bias"], stride, padding)


def transposed(p, x, name, stride, padding):
    weight = p[f"{name}.weight"].permute(3, 2, 0, 1).contiguous()
    return functional.conv_transpose2d(x, weight, p[f"{name}.bias"], stride, padding)


def encode(p, x):
    for i in range(4):
        x = leaky(convolve(p, x, f"encoder.conv{i + 1}", 2, 1))
    both = convolve(p, x, "encoder.code", 1, 0)
    return both[:, :latent], both[:, latent:]


def decode(p, z):
    x = transposed(p, z, "decoder.code", 1, 0)
    for i in range(4):
        x = transposed(p, leaky(x), f"decoder.up{i + 1}", 2, 1)
    return torch.sigmoid(x)


def gradients(p):
    """Of each weight: the length of its gradient, and its first numbers."""
    return {
        name: {"norm": value.grad.norm().item(), "first": value.grad.flatten()[:4].tolist()}
        for name, value in p.items()
    }


def write(folder, fixture):
    path = root / "src" / "detectors" / folder / "fixtures" / "step.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"madeWith": f"PyTorch {torch.__version__}", "rows": rows, **fixture}) + "\n")
    print(path, path.stat().st_size, {name: value for name, value in fixture.items() if name != "gradients"})


def divergence(mean, log_variance):
    posterior = torch.distributions.Normal(mean, torch.exp(log_variance / 2))
    prior = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
    return torch.distributions.kl_divergence(posterior, prior).sum((1, 2, 3)).mean()


def step_of_vae():
    p = parameters(layer_shapes(2 * latent))
    x = pictures(rows)
    mean, log_variance = encode(p, x)
    noise = gaussian(rows * latent, seed, 1).reshape(rows, latent, 1, 1)
    decoded = decode(p, mean + torch.exp(log_variance / 2) * noise)
    # Of torch's own: the log-density but for its constant, and the divergence of two normal distributions.
    pixel = torch.distributions.Normal(decoded, 0.1)
    constant = pixel.log_prob(decoded).sum((1, 2, 3))
    reconstruction = (constant - pixel.log_prob(x).sum((1, 2, 3))).mean()
    kl = divergence(mean, log_variance)
    loss = (reconstruction + beta * kl) / (3 * side * side)
    loss.backward()
    shape = {"inputSize": side, "width": "quarter", "latent": latent, "seed": seed, "beta": beta}
    terms = {"loss": loss.item(), "reconstruction": reconstruction.item(), "kl": kl.item()}
    write("vae", {"shape": shape, **terms, "gradients": gradients(p)})


def discriminate(p, x):
    """Features behind the third halving, and logits."""
    maps = []
    for i in range(4):
        x = leaky(convolve(p, x, f"discriminator.conv{i + 1}", 2, 1))
        maps.append(x)
    return maps[2], convolve(p, x, "discriminator.logit", 1, 0)


def step_of_vae_gan():
    """Three updates by three backward passes, as the paper's algorithm 1 writes them down; each network takes its own gradient."""
    layers = layer_shapes(2 * latent)
    layers += [(f"discriminator.conv{i + 1}", [4, 4, channels[i], channels[i + 1]], 16 * channels[i]) for i in range(4)]
    small = side // 16
    layers.append(("discriminator.logit", [small, small, channels[4], 1], small * small * channels[4]))
    p = parameters(layers)
    x = pictures(rows)
    noise = gaussian(rows * latent, seed, 1).reshape(rows, latent, 1, 1)
    prior = gaussian(rows * latent, (seed + 0x9E3779B9) % 2**32, 1).reshape(rows, latent, 1, 1)
    bce = functional.binary_cross_entropy_with_logits

    def terms():
        mean, log_variance = encode(p, x)
        z = mean + torch.exp(log_variance / 2) * noise
        decoded, sampled = decode(p, z), decode(p, prior)
        real_features, real = discriminate(p, x)
        features, fake = discriminate(p, decoded)
        likeness = 0.5 * ((features - real_features.detach()) ** 2).sum((1, 2, 3)).mean()
        _, sample = discriminate(p, sampled)
        ones, zeros = torch.ones_like(real), torch.zeros_like(real)
        gan = bce(real, ones) + bce(fake, zeros) + bce(sample, zeros)
        return divergence(mean, log_variance), likeness, gan, sampled

    def of(network, loss):
        names = [name for name in p if name.startswith(network)]
        return dict(zip(names, torch.autograd.grad(loss, [p[name] for name in names])))

    kl, likeness, gan, sampled = terms()
    taken = of("encoder", kl + likeness)
    kl, likeness, gan, sampled = terms()
    taken.update(of("decoder", balance * likeness - gan))
    kl, likeness, gan, sampled = terms()
    taken.update(of("discriminator", gan))
    for name, gradient in taken.items():
        p[name].grad = gradient
    half = rows // 2
    numbers = {
        "kl": kl.item(),
        "likeness": likeness.item(),
        "discriminator": gan.item(),
        "sampleSpread": ((sampled[:half] - sampled[half:]) ** 2).mean().item(),
        "imageSpread": ((x[:half] - x[half:]) ** 2).mean().item(),
    }
    shape = {"inputSize": side, "width": "quarter", "latent": latent, "seed": seed, "ganBalance": balance}
    loss = kl + balance * likeness + gan
    write("vae-gan", {"shape": shape, "loss": loss.item(), "numbers": numbers, "gradients": gradients(p)})


if __name__ == "__main__":
    step_of_vae()
    step_of_vae_gan()

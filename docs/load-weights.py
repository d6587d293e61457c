"""Loads weights that Kizu exported as .safetensors into torchvision's ResNet18, and embeds a picture with them.

    python load-weights.py model.safetensors [picture.png]

Needs torch, torchvision and NumPy (and Pillow for a picture). The file is read here by hand, so that nothing else is needed;
safetensors.torch.load_file does the same.
"""

import json
import struct
import sys

import numpy
import torch
import torchvision


def read_safetensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header, data = json.loads(file.read(length)), bytearray(file.read())
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        numbers = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4, offset=begin)
        tensors[name] = numbers.reshape(entry["shape"]).clone()
    return tensors, metadata


def resnet18(base):
    """torchvision's ResNet18 whose stages have base, 2 base, 4 base and 8 base channels (64 is the usual one)."""
    net = torchvision.models.ResNet(torchvision.models.resnet.BasicBlock, [2, 2, 2, 2])

    def narrow(module):
        for name, child in module.named_children():
            if isinstance(child, torch.nn.Conv2d):
                inputs = 3 if child.in_channels == 3 else child.in_channels * base // 64
                outputs = child.out_channels * base // 64
                setattr(module, name, torch.nn.Conv2d(inputs, outputs, child.kernel_size, child.stride,
                                                      child.padding, bias=False))
            elif isinstance(child, torch.nn.BatchNorm2d):
                setattr(module, name, torch.nn.BatchNorm2d(child.num_features * base // 64))
            else:
                narrow(child)

    narrow(net)
    net.fc = torch.nn.Identity()
    return net


def load_encoder(path):
    """The encoder, and the mean and deviation that pictures are normalised with."""
    tensors, metadata = read_safetensors(path)
    encoder = {name: tensor for name, tensor in tensors.items() if not name.startswith("head.")}
    net = resnet18(encoder["conv1.weight"].shape[0])
    net.load_state_dict(encoder)
    return net.eval(), json.loads(metadata["mean"]), json.loads(metadata["deviation"])


def shares(samples, size):
    """[size, samples]: area averages where an axis shrinks, linear between pixel centres where it grows."""
    edges, pixels = numpy.arange(size + 1) * samples / size, numpy.arange(samples)
    if size <= samples:
        covered = numpy.minimum(edges[1:, None], pixels + 1) - numpy.maximum(edges[:-1, None], pixels)
        return numpy.clip(covered, 0, None) * size / samples
    at = numpy.clip((edges[1:] + edges[:-1]) / 2 - 0.5, 0, samples - 1)
    return numpy.clip(1 - abs(at[:, None] - pixels), 0, None)


def load_picture(path, side=256):
    """[3, side, side] from 0 to 1, resized and rounded to 8 bits as Kizu does it; Pillow's own filters give other pixels."""
    from PIL import Image

    picture = numpy.asarray(Image.open(path).convert("RGB"), dtype=float)  # [height, width, 3]
    resized = shares(picture.shape[0], side) @ numpy.moveaxis(picture, 2, 0) @ shares(picture.shape[1], side).T
    return torch.from_numpy(numpy.floor(resized + 0.5)).float() / 255


if __name__ == "__main__":
    net, mean, deviation = load_encoder(sys.argv[1])
    picture = load_picture(sys.argv[2]) if len(sys.argv) > 2 else torch.rand(3, 256, 256)
    images = torchvision.transforms.functional.normalize(picture, mean, deviation)[None]  # [1, 3, 256, 256]
    with torch.no_grad():
        embedding = net(images)  # [1, 8 * base]
    print(tuple(embedding.shape), embedding[0, :8].tolist())

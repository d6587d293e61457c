"""Golden values of the backbone: two maps and the joined patch features of one small picture, by PyTorch.

Run it from the repository's root with a Python that has torch: python3 scripts/make-backbone-fixture.py. The picture is a
formula, so that the test can make it too: see src/engine/testing/backbone-weights.ts.
"""

import json
import pathlib
import sys

import numpy
import torch
import torch.nn.functional as functional

root = pathlib.Path(__file__).parent.parent
sys.path.insert(0, str(root / "bench" / "explore"))
import mobilenet_v2  # noqa: E402

side = 64
names = ["expanded_conv_6/expand/Relu6", "expanded_conv_13/expand/Relu6"]


def wave_picture():
    y, x, c = numpy.meshgrid(numpy.arange(side), numpy.arange(side), numpy.arange(3), indexing="ij")
    wave = 127.5 + 90 * numpy.sin(0.31 * x + 0.17 * y * (c + 1)) + (x * 7 + y * 13 + c * 50) % 37
    return numpy.floor(wave).astype(numpy.uint8)


def rows(tensor, indices):
    """Chosen places of [1, C, H, W], their channels first to last."""
    return [[float(numpy.float32(v)) for v in tensor[0].flatten(1)[:, i]] for i in indices]


image = torch.tensor(wave_picture().astype(numpy.float32)).permute(2, 0, 1)[None] / 127.5 - 1
fine, coarse = mobilenet_v2.forward(image, names)
means = [functional.avg_pool2d(m, 3, 1, 1) for m in (fine, coarse)]
enlarged = functional.interpolate(means[1], size=fine.shape[2:], mode="bilinear", align_corners=False)
joined = torch.cat([means[0], enlarged], 1)

fixture = {
    "side": side,
    "pixelSum": int(wave_picture().sum()),
    "fine": {"places": [0, 7, 27, 63], "values": rows(fine, [0, 7, 27, 63])},
    "coarse": {"places": [0, 5, 15], "values": rows(coarse, [0, 5, 15])},
    "joined": {"places": [0, 28, 63], "values": rows(joined, [0, 28, 63])},
}
path = root / "src" / "engine" / "fixtures" / "backbone.json"
path.write_text(json.dumps(fixture) + "\n")
print(path, path.stat().st_size)

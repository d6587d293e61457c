"""Values and gradients of the engine's operations by PyTorch in float64; run it with a Python that has torch.

Inputs are formulas, so that the test can make them too: see src/engine/testing/golden-operations.ts. Maps are [N, H, W, C] and
weights [kernelH, kernelW, in, out] on both sides of the file; this script turns them for PyTorch.
"""

import json
import pathlib

import numpy
import torch
import torch.nn.functional as F


def wave(shape, phase):
    i = numpy.arange(int(numpy.prod(shape)), dtype=numpy.float64)
    values = numpy.sin(0.7 * i + phase) + 0.5 * numpy.sin(0.0137 * i * i + phase)
    return torch.from_numpy(values.astype(numpy.float32).astype(numpy.float64).reshape(shape))


def map_in(x):
    return x.permute(0, 3, 1, 2)


def map_out(y):
    return y.permute(0, 2, 3, 1)


def weights_in(w):
    return w.permute(3, 2, 0, 1)


def activate(y, name):
    return {None: lambda v: v, "relu": F.relu, "relu6": F.relu6}[name](y)


def convolve(tensors, stride, padding, activation=None, isDepthwise=False, **_):
    top, bottom, left, right = padding
    x = F.pad(map_in(tensors["x"]), (left, right, top, bottom))
    groups = x.shape[1] if isDepthwise else 1
    y = F.conv2d(x, weights_in(tensors["weight"]), tensors.get("bias"), stride=stride, groups=groups)
    y = map_out(y)
    return activate(y + tensors["residual"] if "residual" in tensors else y, activation)


operations = {"convolve": convolve}

cases = []


def case(name, operation, shapes, **settings):
    """Adds a case: the value, and the gradients of <value, wave of phase 1> by each input."""
    tensors = {
        key: wave(shape, phase + 2).requires_grad_(True) for phase, (key, shape) in enumerate(shapes.items())
    }
    y = operations[operation](tensors, **settings)
    (y * wave(tuple(y.shape), 1)).sum().backward()
    flat = lambda t: [float(f"{v:.8g}") for v in t.detach().flatten()]
    cases.append(
        {
            "name": name,
            "operation": operation,
            "settings": settings,
            "shapes": shapes,
            "shape": list(y.shape),
            "value": flat(y),
            "gradients": {key: flat(t.grad) for key, t in tensors.items()},
        }
    )


case("convolution with bias", "convolve", {"x": [2, 5, 4, 4], "weight": [3, 3, 4, 8], "bias": [8]}, stride=1, padding=[1, 1, 1, 1])
case("convolution without bias", "convolve", {"x": [1, 5, 5, 3], "weight": [3, 3, 3, 5]}, stride=2, padding=[1, 1, 1, 1])
case(
    "convolution, uneven padding, ReLU6",
    "convolve",
    {"x": [2, 6, 6, 3], "weight": [3, 3, 3, 8], "bias": [8]},
    stride=2,
    padding=[0, 1, 0, 1],
    activation="relu6",
)
case(
    "convolution, residual, ReLU",
    "convolve",
    {"x": [1, 4, 3, 4], "weight": [1, 1, 4, 4], "bias": [4], "residual": [1, 4, 3, 4]},
    stride=1,
    padding=[0, 0, 0, 0],
    activation="relu",
)
case(
    "depthwise convolution, ReLU6",
    "convolve",
    {"x": [2, 5, 5, 8], "weight": [3, 3, 1, 8], "bias": [8]},
    stride=1,
    padding=[1, 1, 1, 1],
    activation="relu6",
    isDepthwise=True,
)
case(
    "depthwise convolution by steps of 2, uneven padding",
    "convolve",
    {"x": [1, 6, 6, 6], "weight": [3, 3, 1, 6], "bias": [6]},
    stride=2,
    padding=[0, 1, 0, 1],
    isDepthwise=True,
)
case(
    "depthwise convolution of one channel on one pixel",
    "convolve",
    {"x": [1, 1, 1, 1], "weight": [5, 5, 1, 1], "bias": [1]},
    stride=1,
    padding=[2, 2, 2, 2],
    isDepthwise=True,
)

path = pathlib.Path(__file__).parent.parent / "src/engine/fixtures/operations.json"
path.write_text(json.dumps({"madeWith": {"torch": torch.__version__}, "cases": cases}))
print(len(cases), "cases,", path.stat().st_size, "bytes")

"""Values and gradients of the engine's operations by PyTorch in float64; run it with a Python that has torch.

Inputs are formulas, so that the test can make them too: see src/engine/testing/golden-operations.ts. Maps are [N, H, W, C] and
weights [kernelH, kernelW, in, out] on both sides of the file; this script turns them for PyTorch.
"""

import json
import pathlib

import numpy
import skimage.metrics
import torch
import torch.nn.functional as F
import torchvision


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


def convolve_transposed(tensors, stride, padding, activation=None, outputPadding=0, **_):
    """PyTorch's weights are [in, out, kernelH, kernelW], so the same exchange of axes gives [kernelH, kernelW, out, in]."""
    weights = weights_in(tensors["weight"])
    y = F.conv_transpose2d(
        map_in(tensors["x"]), weights, tensors.get("bias"), stride, padding[0], output_padding=outputPadding
    )
    return activate(map_out(y), activation)


def pool(tensors, kind, side, stride, padding, **_):
    x = map_in(tensors["x"])
    if kind == "max":
        return map_out(F.max_pool2d(x, side, stride, padding[0]))
    return map_out(F.avg_pool2d(x, side, stride, padding[0], count_include_pad=False))


unary_functions = {
    "relu6": F.relu6,
    "leakyRelu": F.leaky_relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": F.softplus,
    "exp": torch.exp,
    "square": torch.square,
    "absolute": torch.abs,
}


def focal(a, b, gamma=2):
    """torchvision's sigmoid_focal_loss without alpha, for targets between 0 and 1 too."""
    p = torch.sigmoid(a)
    return -b * (1 - p) ** gamma * F.logsigmoid(a) - (1 - b) * p**gamma * F.logsigmoid(-a)


logits, marks = wave((40,), 0), (wave((40,), 1) > 0).double()
assert torch.allclose(focal(logits, marks), torchvision.ops.sigmoid_focal_loss(logits, marks, alpha=-1), atol=1e-12)


def unary(tensors, name, parameter=None, **_):
    function = unary_functions[name]
    return function(tensors["x"]) if parameter is None else function(tensors["x"], parameter)


def binary(tensors, name, **_):
    a, b = tensors["a"], tensors["b"]
    functions = {
        "add": torch.add,
        "subtract": torch.sub,
        "multiply": torch.mul,
        "absoluteDifference": lambda a, b: F.l1_loss(a, b, reduction="none"),
        "squaredDifference": lambda a, b: F.mse_loss(a, b, reduction="none"),
    }
    return functions[name](a, b)


def classify(tensors, **_):
    """The focal loss of logits against targets in [0, 1]."""
    return focal(tensors["a"], torch.sigmoid(tensors["b"]))


def reduce(tensors, how, over, **_):
    x = tensors["x"]
    function = {"sum": torch.sum, "mean": torch.mean}[how]
    if over == "all":
        return function(x).reshape(1)
    return function(x, dim=-1) if over == "channels" else function(x.reshape(-1, x.shape[-1]), dim=0)


def mirrored(length):
    """Positions of a window of 11 around each position; the border is mirrored, its own pixel included."""
    at = numpy.arange(length)[:, None] + numpy.arange(-5, 6)[None]
    inside = at % (2 * length)
    return torch.from_numpy(numpy.minimum(inside, 2 * length - 1 - inside))


def ssim(tensors, range, **_):
    weights = torch.exp(-(torch.arange(-5, 6).double() ** 2) / (2 * 1.5**2))
    weights = weights / weights.sum()

    def mean(x):
        rows = (x[:, mirrored(x.shape[1])] * weights[None, None, :, None, None]).sum(2)
        return (rows[:, :, mirrored(x.shape[2])] * weights[None, None, None, :, None]).sum(3)

    a, b = tensors["a"], tensors["b"]
    c1, c2 = (0.01 * range) ** 2, (0.03 * range) ** 2
    ma, mb = mean(a), mean(b)
    va, vb, cov = mean(a * a) - ma**2, mean(b * b) - mb**2, mean(a * b) - ma * mb
    return (2 * ma * mb + c1) * (2 * cov + c2) / ((ma**2 + mb**2 + c1) * (va + vb + c2))


one, two = wave((1, 14, 12, 1), 0), wave((1, 14, 12, 1), 1)
known = skimage.metrics.structural_similarity(
    one[0, :, :, 0].numpy(), two[0, :, :, 0].numpy(), gaussian_weights=True, sigma=1.5,
    use_sample_covariance=False, data_range=3, full=True,
)[1]
assert numpy.abs(ssim({"a": one, "b": two}, 3)[0, :, :, 0].numpy() - known).max() < 1e-12

operations = {
    "ssim": ssim,
    "slice": lambda tensors, first, count: tensors["x"][..., first : first + count],
    "convolve": convolve,
    "convolveTransposed": convolve_transposed,
    "pool": pool,
    "averagePool": lambda tensors: tensors["x"].mean(dim=(1, 2)),
    "upsample": lambda tensors: map_out(F.interpolate(map_in(tensors["x"]), scale_factor=2, mode="nearest")),
    "concat": lambda tensors: torch.cat(list(tensors.values()), dim=-1),
    "unary": unary,
    "binary": binary,
    "focal": classify,
    "softmax": lambda tensors: F.softmax(tensors["x"], dim=-1),
    "reduce": reduce,
}

cases = []


def case(title, operation, shapes, /, **settings):
    """Adds a case: the value, and the gradients of <value, wave of phase 1> by each input."""
    tensors = {
        key: wave(shape, phase + 2).requires_grad_(True) for phase, (key, shape) in enumerate(shapes.items())
    }
    y = operations[operation](tensors, **settings)
    (y * wave(tuple(y.shape), 1)).sum().backward()
    flat = lambda t: [float(f"{v:.8g}") for v in t.detach().flatten()]
    cases.append(
        {
            "name": title,
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

case("transposed convolution", "convolveTransposed", {"x": [2, 3, 2, 8], "weight": [4, 4, 4, 8], "bias": [4]}, stride=2, padding=[1, 1, 1, 1])
case(
    "transposed convolution, output padding, ReLU",
    "convolveTransposed",
    {"x": [1, 2, 3, 3], "weight": [3, 3, 5, 3], "bias": [5]},
    stride=2,
    padding=[1, 1, 1, 1],
    outputPadding=1,
    activation="relu",
)
case("transposed convolution of a pixel", "convolveTransposed", {"x": [2, 1, 1, 4], "weight": [3, 3, 1, 4]}, stride=1, padding=[0, 0, 0, 0])
case("max-pool", "pool", {"x": [1, 5, 6, 4]}, kind="max", side=2, stride=2, padding=[0, 0, 0, 0])
case("max-pool, border", "pool", {"x": [2, 5, 4, 3]}, kind="max", side=3, stride=1, padding=[1, 1, 1, 1])
case("mean-pool", "pool", {"x": [1, 6, 5, 4]}, kind="mean", side=3, stride=2, padding=[1, 1, 1, 1])
case("average of all positions", "averagePool", {"x": [2, 3, 4, 3]})
case("upsampling", "upsample", {"x": [2, 2, 3, 4]})
case("concat", "concat", {"x0": [1, 2, 2, 3], "x1": [1, 2, 2, 4], "x2": [1, 2, 2, 1]})
for name in unary_functions:
    case(name, "unary", {"x": [3, 5]}, name=name)
case("leaky ReLU of slope 0.2", "unary", {"x": [2, 4]}, name="leakyRelu", parameter=0.2)
for name in ["add", "subtract", "multiply", "absoluteDifference", "squaredDifference"]:
    case(name, "binary", {"a": [3, 4], "b": [3, 4]}, name=name)
case("focal loss", "focal", {"a": [4, 5], "b": [4, 5]})
case("SSIM", "ssim", {"a": [1, 7, 4, 2], "b": [1, 7, 4, 2]}, range=3)
case("slice", "slice", {"x": [2, 2, 7]}, first=2, count=3)
case("softmax", "softmax", {"x": [3, 2, 5]})
for over in ["all", "rows", "channels"]:
    case(f"sum over {over}", "reduce", {"x": [2, 3, 4]}, how="sum", over=over)
    case(f"mean over {over}", "reduce", {"x": [5, 3]}, how="mean", over=over)

path = pathlib.Path(__file__).parent.parent / "src/engine/fixtures/operations.json"
path.write_text(json.dumps({"madeWith": {"torch": torch.__version__}, "cases": cases}))
print(len(cases), "cases,", path.stat().st_size, "bytes")

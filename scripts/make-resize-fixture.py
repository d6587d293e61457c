"""
Golden values of resizing, for src/core/image/resize.test.ts: `python3 scripts/make-resize-fixture.py`.

Shrinking: exact area averages, from running sums of the pixels read between their edges (NumPy), a formula that has nothing in common
with weights of pixels; whole-number factors also by scikit-image's downscale_local_mean. Enlarging: PyTorch's bilinear interpolation
without aligned corners.
"""

import json
from pathlib import Path

import numpy as np
import torch
from skimage.transform import downscale_local_mean


def formula_image(height, width):
    y, x, c = np.mgrid[0:height, 0:width, 0:3]
    return ((13 * x + 7 * y + 5 * ((x * y) % 17) + 31 * c) % 256).astype(np.float64)


def shrink(image, size, axis):
    samples = image.shape[axis]
    sums = np.concatenate([[0 * image.take(0, axis)], np.cumsum(np.moveaxis(image, axis, 0), 0)])
    edges = np.linspace(0, samples, size + 1)
    below = np.minimum(np.floor(edges).astype(int), samples - 1)
    share = (edges - below).reshape(-1, *[1] * (image.ndim - 1))
    at = sums[below] * (1 - share) + sums[below + 1] * share
    return np.moveaxis(np.diff(at, axis=0) * (size / samples), 0, axis)


def enlarge(image, height, width):
    channels_first = torch.from_numpy(image).permute(2, 0, 1)[None]
    size = (height, width)
    return torch.nn.functional.interpolate(channels_first, size=size, mode="bilinear", align_corners=False)[0].permute(1, 2, 0).numpy()


def case(source, size, result):
    flat = result.reshape(-1)
    step = max(1, flat.size // 60)
    return {
        "from": source[::-1],
        "to": size[::-1],
        "every": step,
        "values": [round(float(v), 9) for v in flat[::step]],
        "sum": round(float(flat.sum()), 6),
    }


cases = []
for source, size in [((9, 13), (4, 5)), ((24, 36), (8, 12)), ((225, 225), (64, 64)), ((70, 101), (33, 64))]:
    image = formula_image(*source)
    small = shrink(shrink(image, size[0], 0), size[1], 1)
    if source[0] % size[0] == 0 and source[1] % size[1] == 0:
        whole = downscale_local_mean(image, (source[0] // size[0], source[1] // size[1], 1))
        assert np.allclose(small, whole, atol=1e-9)
    cases.append(case(source, size, small))
for source, size in [((5, 7), (16, 20)), ((20, 20), (64, 64))]:
    cases.append(case(source, size, enlarge(formula_image(*source), *size)))

target = Path(__file__).parent.parent / "src/core/fixtures/resize.json"
target.write_text(json.dumps(cases) + "\n")

"""
Golden values for src/core/inspect/camera: `python3 scripts/make-camera-fixture.py`.

How blurred pictures are, by scikit-image's blur_effect; and by how much a picture was moved, by its phase_cross_correlation, for
moves between pixels that SciPy made by Fourier's shift.
"""

import json
from pathlib import Path

import numpy as np
from scipy import ndimage
from skimage.measure import blur_effect
from skimage.registration import phase_cross_correlation


def formula_image(height, width):
    y, x = np.mgrid[0:height, 0:width]
    return ((13 * x + 7 * y + 5 * ((x * y) % 17)) % 256).astype(np.float64)


def blurs():
    for height, width in [(24, 31), (40, 16)]:
        sharp = formula_image(height, width)
        for sigma in [0, 1, 2.5]:
            image = ndimage.gaussian_filter(sharp, sigma) if sigma else sharp
            data = np.round(image, 3)
            yield {"width": width, "height": height, "data": data.reshape(-1).tolist(), "blur": float(blur_effect(data))}


def blobs(moved):
    """A disc with a hole and a bar, as shares of the side: what a part looks like at 128 px."""
    y, x = (np.mgrid[0:128, 0:128] + 0.5)
    y, x = y - moved[0], x - moved[1]
    edge = lambda distance: 1 / (1 + np.exp(distance / 0.7))
    r = np.hypot(y - 60, x - 66)
    bar = np.maximum(np.abs(y - 60) - 4, np.abs(x - 84) - 18)
    return 40 + 150 * edge(r - 26) - 120 * edge(r - 9) + 60 * edge(bar)


def shifts():
    for moved in [(0, 0), (5, -9), (-12.5, 7.25), (0.4, 0.8)]:
        found = phase_cross_correlation(blobs((0, 0)), blobs(moved), upsample_factor=50, normalization=None)[0]
        yield {"moved": list(moved), "found": [round(float(value), 3) for value in found]}


target = Path(__file__).parent.parent / "src/core/fixtures/camera.json"
target.write_text(json.dumps({"blurs": list(blurs()), "shifts": list(shifts())}) + "\n")

"""
Golden values of disturbances, for src/core/stress/disturb.test.ts: `python3 scripts/make-stress-fixture.py`.

Light and contrast: torchvision on float images. Blur and motion: SciPy, borders mirrored. JPEG: Pillow's libjpeg with colour at half size.
"""

import io
import json
import math
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from scipy import ndimage
from torchvision.transforms import functional

HEIGHT, WIDTH = 28, 36


def formula_image():
    y, x, c = np.mgrid[0:HEIGHT, 0:WIDTH, 0:3]
    return (40 + 4 * x + 2 * y + 9 * ((x * y + 3 * c) % 5) + 20 * c + 50 * ((x // 7 + y // 5) % 2)) % 256


def smooth_image():
    """Of whole blocks, without the jumps of colour that each coder rounds otherwise."""
    y, x, c = np.mgrid[0:32, 0:48, 0:3]
    return 60 + 5 * abs((x + 2 * y) % 20 - 10) + 4 * abs((3 * y - x) % 14 - 7) + 10 * c


image = formula_image().astype(np.uint8)
tensor = torch.from_numpy(image).permute(2, 0, 1).double() / 255


def levels(values):
    return np.clip(np.floor(np.asarray(values) + 0.5), 0, 255).astype(int)


def from_tensor(result):
    return levels(result.permute(1, 2, 0).numpy() * 255)


def channels(work):
    return levels(np.stack([work(image[:, :, c].astype(np.float64)) for c in range(3)], axis=2))


def warp(shift_px, degrees, scale):
    """Rows before columns; a turn counterclockwise as one sees it, where y points down."""
    turn = math.radians(degrees)
    cos, sin = math.cos(turn) / scale, math.sin(turn) / scale
    matrix = np.array([[cos, sin], [-sin, cos]])
    centre = np.array([(HEIGHT - 1) / 2, (WIDTH - 1) / 2])
    offset = centre - matrix @ (centre + np.array([0, shift_px]))
    return channels(lambda plane: ndimage.affine_transform(plane, matrix, offset, order=1, mode="reflect"))


def jpeg(quality):
    file = io.BytesIO()
    Image.fromarray(smooth_image().astype(np.uint8)).save(file, "JPEG", quality=quality, subsampling="4:2:0")
    return np.asarray(Image.open(file).convert("RGB")).astype(int)


# Every fifth level is kept.
STEP = 5


def case(change, result, **more):
    return {"change": change, **more, "levels": result.reshape(-1)[::STEP].tolist()}


fixture = {
    "width": WIDTH,
    "height": HEIGHT,
    "step": STEP,
    "cases": [
        case({"light": 30}, from_tensor(functional.adjust_brightness(tensor, 1.3))),
        case({"light": -40}, from_tensor(functional.adjust_brightness(tensor, 0.6))),
        case({"contrast": 60}, from_tensor(functional.adjust_contrast(tensor, 1.6)), tolerance=1),
        case({"contrast": -40}, from_tensor(functional.adjust_contrast(tensor, 0.6)), tolerance=1),
        case({"blur": 1.5}, channels(lambda plane: ndimage.gaussian_filter(plane, 1.5, mode="reflect", truncate=4))),
        case({"rotation": 20}, warp(0, 20, 1)),
        case({"scale": 80}, warp(0, 0, 0.8)),
        case({"shift": 12.5, "rotation": -8, "scale": 110}, warp(0.125 * WIDTH, -8, 1.1)),
    ],
    "jpeg": [{"quality": quality, "levels": jpeg(quality).reshape(-1)[::STEP].tolist()} for quality in (20, 50, 90)],
}
path = Path(__file__).parent.parent / "src/core/fixtures/stress.json"
path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")

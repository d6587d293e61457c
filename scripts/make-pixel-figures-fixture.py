"""Golden values of src/core/metrics for pixels: AP, F1, AUPIMO, SegF1 and sPRO, written slowly from their definitions.

Needs NumPy and scikit-learn. The maps are formulas, so that the tests can make them too:
python3 scripts/make-pixel-figures-fixture.py
"""

import json
import pathlib

import numpy
from sklearn.metrics import average_precision_score, f1_score, precision_recall_curve

SIDE, NORMALS = 128, 8
# Of each image with defects: top, bottom, left, right, both ends inside.
BOXES = [[[20, 39, 30, 61]], [[5, 12, 5, 12], [80, 99, 70, 109]], [[60, 61, 60, 63]], [[0, 127, 100, 127]]]
BOUNDS, WIDE_BOUNDS = (1e-5, 1e-4), (1e-3, 1e-2)
# What most defective pixels of each image have above its noise.
RAISED = [0.99, 0.9, 0.5, 0.05]
# Saturation of each box, in pixels.
SATURATIONS = [[100], [64, 50], [3], [1000]]


def noise(image):
    """32 bits a pixel, by a hash whose steps are exact in any language."""
    x = numpy.arange(SIDE * SIDE, dtype=numpy.uint64) + numpy.uint64(image * SIDE * SIDE + 1)
    mask = numpy.uint64(0xFFFFFFFF)
    x = (x * numpy.uint64(2654435761)) & mask
    x = x ^ (x >> numpy.uint64(15))
    x = (x * numpy.uint64(2246822519)) & mask
    x = x ^ (x >> numpy.uint64(13))
    return x


def mask_of(boxes):
    mask = numpy.zeros((SIDE, SIDE), dtype=bool)
    for top, bottom, left, right in boxes:
        mask[top : bottom + 1, left : right + 1] = True
    return mask


def map_of(image, mask):
    bits = noise(image)
    share = (bits >> numpy.uint64(8)).astype(numpy.float64) / 2**24
    raised = mask.ravel() & ((bits & numpy.uint64(3)) != 0)
    return (share * share + raised * (RAISED[image - NORMALS] if image >= NORMALS else 0.0)).astype(numpy.float32).reshape(SIDE, SIDE)


masks = [mask_of([]) for _ in range(NORMALS)] + [mask_of(boxes) for boxes in BOXES]
maps = [map_of(i, mask) for i, mask in enumerate(masks)]
scores = numpy.concatenate([m.ravel() for m in maps]).astype(numpy.float64)
marks = numpy.concatenate([m.ravel() for m in masks])


def mean_rate(threshold):
    """Mean over normal images of the share of their pixels at or above the threshold."""
    return numpy.mean([numpy.mean(m >= threshold) for m in maps[:NORMALS]])


def pimo_exact(lower, upper):
    """At each rate z the lowest threshold whose mean rate is at most z: an integral of steps."""
    normal = numpy.unique(numpy.concatenate([m.ravel() for m in maps[:NORMALS]]))[::-1]
    images = []
    for image, mask in zip(maps[NORMALS:], masks[NORMALS:]):
        area = 0.0
        for k in range(len(normal)):
            # From the rate above this score up to the rate at it, alarmed is what lies above this score.
            begin = max(lower, mean_rate(numpy.nextafter(normal[k], numpy.float32(9))))
            if begin >= upper:
                break
            end = min(upper, mean_rate(normal[k]))
            if end > begin:
                area += numpy.log(end / begin) * numpy.mean(image[mask] > normal[k])
        images.append(area / numpy.log(upper / lower))
    return images


def pimo_sampled(lower, upper, count=300_000):
    """The authors' way: thresholds at even steps, the nearest to each bound, trapezoids over log rates."""
    thresholds = numpy.linspace(scores.min(), scores.max(), count)
    normal = [numpy.sort(m.ravel()) for m in maps[:NORMALS]]
    rates = numpy.mean([1 - numpy.searchsorted(m, thresholds) / m.size for m in normal], axis=0)
    low, high = numpy.argmin(abs(rates - lower)), numpy.argmin(abs(rates - upper))
    images = []
    for image, mask in zip(maps[NORMALS:], masks[NORMALS:]):
        pixels = numpy.sort(image[mask].astype(numpy.float64))
        recall = 1 - numpy.searchsorted(pixels, thresholds[high : low + 1]) / pixels.size
        x = numpy.log(rates[high : low + 1])
        area = numpy.trapz(recall[::-1], x[::-1])
        images.append(min(1.0, area / numpy.log(upper / lower)))
    return images


def seg_f1():
    normal = numpy.concatenate([m.ravel() for m in maps[:NORMALS]]).astype(numpy.float64)
    threshold = normal.mean() + 3 * normal.std()
    return {"threshold": threshold, "f1": f1_score(marks, scores >= threshold)}


def spro_area(limit):
    """Every distinct score is a threshold, each region looked at for each; straight lines between points."""
    points = [(0.0, 0.0)]
    normal = numpy.sort(scores[~marks])
    regions = []
    for image, boxes, enough in zip(maps[NORMALS:], BOXES, SATURATIONS):
        for box, s in zip(boxes, enough):
            regions.append((numpy.sort(image[mask_of([box])].astype(numpy.float64)), s))
    for threshold in numpy.unique(scores)[::-1]:
        rate = (normal.size - numpy.searchsorted(normal, threshold)) / normal.size
        found = [min((r.size - numpy.searchsorted(r, threshold)) / s, 1.0) for r, s in regions]
        points.append((rate, float(numpy.mean(found))))
        if rate >= limit:
            break
    area = 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        end = min(x1, limit)
        if end > x0:
            y = y0 + (y1 - y0) * (end - x0) / (x1 - x0)
            area += (end - x0) * (y0 + y) / 2
    return area / limit


def saturation_area(threshold, is_relative, area):
    """As the authors' evaluation code has it: a share of a region is cut off to whole pixels, a count is at most the region."""
    return int(threshold * area) if is_relative else int(numpy.minimum(threshold, area))


# Threshold, whether it is a share, area. 0.29 * 100 is below 29, 0.57 * 100 below 57 in double precision.
SATURATION_RULES = [
    (1.0, True, 12_345), (0.5, True, 7), (0.29, True, 100), (0.57, True, 100), (0.3, True, 8_333), (0.999, True, 999),
    (40, False, 30), (40, False, 40), (5_200, False, 40_000),
]

precision, recall, thresholds = precision_recall_curve(marks, scores)
f1 = 2 * precision * recall / numpy.maximum(precision + recall, 1e-300)
best = int(numpy.argmax(f1))

fixture = {
    "side": SIDE,
    "normals": NORMALS,
    "boxes": BOXES,
    "saturations": SATURATIONS,
    "averagePrecision": average_precision_score(marks, scores),
    "f1Max": {"f1": f1[best], "threshold": thresholds[best]},
    "raised": RAISED,
    "bounds": BOUNDS,
    "auPimo": pimo_exact(*BOUNDS),
    "wideBounds": WIDE_BOUNDS,
    "auPimoWide": pimo_exact(*WIDE_BOUNDS),
    "auPimoWideSampled": pimo_sampled(*WIDE_BOUNDS),
    "segF1": seg_f1(),
    "saturationAreas": [[t, r, a, saturation_area(t, r, a)] for t, r, a in SATURATION_RULES],
    "auSPro5": spro_area(0.05),
    "auSPro30": spro_area(0.3),
}
path = pathlib.Path(__file__).parent.parent / "src/core/fixtures/pixel-figures.json"
path.write_text(json.dumps(fixture, indent=1) + "\n")
print({k: v for k, v in fixture.items() if k not in ("boxes", "saturations")})

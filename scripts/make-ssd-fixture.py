"""Golden values of SSD: NT-Xent by PyTorch; k-means, Ledoit-Wolf and Mahalanobis by scikit-learn.

Run it from the repository's root with a Python that has both: python3 scripts/make-ssd-fixture.py.
"""

import json
import pathlib

import numpy
import sklearn
import torch
from sklearn.cluster import KMeans
from sklearn.covariance import LedoitWolf

root = pathlib.Path(__file__).parent.parent
random = numpy.random.RandomState(41)


def floats(array):
    return [float(f"{v:.10g}") for v in numpy.asarray(array).flatten()]


# Rows are N first views, N second ones, and again for N other pictures.
images, length, temperature = 2, 8, 0.5
z = torch.tensor(numpy.round(random.normal(0, 1, (4 * images, length)), 3), requires_grad=True)
unit = torch.nn.functional.normalize(z, dim=1)
cosines = unit @ unit.T
other = [row + images if row // images % 2 == 0 else row - images for row in range(4 * images)]
logits = (cosines / temperature).masked_fill(torch.eye(4 * images, dtype=torch.bool), -1e9)
loss = torch.nn.functional.cross_entropy(logits, torch.tensor(other))
loss.backward()
same = cosines[range(4 * images), other].mean()
rest = (cosines.sum() - cosines.diagonal().sum() - cosines[range(4 * images), other].sum()) / (
    4 * images * (4 * images - 2)
)
contrast = {
    "rows": 4 * images,
    "length": length,
    "temperature": temperature,
    "z": floats(z.detach()),
    "numbers": floats([loss.item(), same.item(), rest.item()]),
    "gradient": floats(z.grad),
}

heaps = random.normal(0, 3, (3, 4))
rows = numpy.round(heaps[random.randint(0, 3, 60)] + random.normal(0, 1, (60, 4)), 3)
queries = numpy.round(random.normal(0, 3, (8, 4)), 3)
known = numpy.round(random.normal(5, 1, (7, 4)), 3)
first = rows[:3]
means = KMeans(3, init=first, n_init=1, algorithm="lloyd", tol=0).fit(rows)
fits = [LedoitWolf().fit(rows[means.labels_ == k]) for k in range(3)]
clusters = {
    "length": 4,
    "rows": floats(rows),
    "queries": floats(queries),
    "first": floats(first),
    "known": floats(known),
    "labels": means.labels_.tolist(),
    "centres": floats(means.cluster_centers_),
    "least": floats(numpy.min([fit.mahalanobis(queries) for fit in fits], axis=0)),
    "toKnown": floats(LedoitWolf().fit(known).mahalanobis(queries)),
}

path = root / "src" / "core" / "fixtures" / "ssd.json"
path.write_text(
    json.dumps({"torch": torch.__version__, "scikit-learn": sklearn.__version__, "contrast": contrast, "clusters": clusters}, separators=(",", ":"))
    + "\n"
)
print(path, path.stat().st_size)

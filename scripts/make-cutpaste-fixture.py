"""CutPaste's density by scikit-learn and its loss by PyTorch, in float64; run it with a Python that has both.

Embeddings [images, places, length] become one Ledoit-Wolf Gaussian for all places, and one for each place.
"""

import json
import pathlib

import numpy
import torch
from sklearn.covariance import LedoitWolf

NORMALS, TESTS, PLACES, LENGTH, ROWS = 8, 2, 4, 5, 9


def wave(shape, phase):
    i = numpy.arange(int(numpy.prod(shape)), dtype=numpy.float64)
    values = numpy.sin(0.7 * i + phase) + 0.5 * numpy.sin(0.0137 * i * i + phase)
    return values.astype(numpy.float32).astype(numpy.float64).reshape(shape)


def density(rows, queries):
    fitted = LedoitWolf().fit(rows)
    return {
        'mean': fitted.location_.tolist(),
        'covariance': fitted.covariance_.ravel().tolist(),
        'distances': fitted.mahalanobis(queries).tolist(),
    }


normals, tests = wave((NORMALS, PLACES, LENGTH), 0.3), wave((TESTS, PLACES, LENGTH), 1.7)
shared = density(normals.reshape(-1, LENGTH), tests.reshape(-1, LENGTH))
places = [density(normals[:, p], tests[:, p]) for p in range(PLACES)]

logits = torch.from_numpy(3 * wave((ROWS, 3), 0.9)).requires_grad_()
classes = torch.arange(3).repeat_interleave(ROWS // 3)
loss = torch.nn.functional.cross_entropy(logits, classes)
loss.backward()

fixture = {
    'length': LENGTH,
    'places': PLACES,
    'normals': normals.reshape(NORMALS, -1).tolist(),
    'tests': tests.reshape(TESTS, -1).tolist(),
    'shared': shared,
    'perPlace': places,
    'logits': logits.detach().ravel().tolist(),
    'classes': classes.tolist(),
    'loss': float(loss),
    'gradient': logits.grad.ravel().tolist(),
    'accuracy': float((logits.argmax(1) == classes).double().mean()),
    'chances': (1 - torch.softmax(logits.detach(), 1)[:, 0]).tolist(),
}
target = pathlib.Path(__file__).parent.parent / 'src/detectors/cutpaste/fixtures/cutpaste.json'
target.write_text(json.dumps(fixture) + '\n')

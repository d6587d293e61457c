"""Deep SVDD's objectives, gradients, radius and centre by PyTorch in float64; run it with a Python that has torch.

Written after the equations of the paper and the authors' code (lukasruff/Deep-SVDD-PyTorch, deepSVDD_trainer.py): the radius is
numpy's quantile of the distances, and coordinates of the centre near zero are pushed to 0.1.
"""

import json
import pathlib

import numpy
import torch

ROWS, LENGTH, NU, RADIUS = 12, 6, 0.25, 1.1


def wave(shape, phase):
    i = numpy.arange(int(numpy.prod(shape)), dtype=numpy.float64)
    values = numpy.sin(0.7 * i + phase) + 0.5 * numpy.sin(0.0137 * i * i + phase)
    return values.astype(numpy.float32).astype(numpy.float64).reshape(shape)


def centre_of(rows, eps=0.1):
    c = torch.from_numpy(rows).mean(0)
    c[(abs(c) < eps) & (c < 0)] = -eps
    c[(abs(c) < eps) & (c > 0)] = eps
    return c.numpy()


def step(kind, z, centre):
    outputs = torch.from_numpy(z).requires_grad_()
    dist = torch.sum((outputs - torch.from_numpy(centre)) ** 2, dim=1)
    if kind == 'soft-boundary':
        scores = dist - RADIUS**2
        loss = RADIUS**2 + (1 / NU) * torch.mean(torch.max(torch.zeros_like(scores), scores))
    else:
        loss = torch.mean(dist)
    loss.backward()
    distances = dist.detach().numpy()
    mean = z.mean(0)
    spread = numpy.sqrt(((z - mean) ** 2).sum(1).mean()) / numpy.linalg.norm(mean)
    return {
        'loss': float(loss),
        'gradient': outputs.grad.numpy().ravel().tolist(),
        'meanDistance': float(distances.mean()),
        'spread': float(spread),
        'radiusAfter': float(numpy.quantile(numpy.sqrt(distances), 1 - NU)),
    }


centre = wave((LENGTH,), 2.0).astype(numpy.float32).astype(numpy.float64)
rows = wave((ROWS, LENGTH), 0.3)
fixture = {
    'rows': ROWS,
    'length': LENGTH,
    'nu': NU,
    'radius': RADIUS,
    'z': rows.ravel().tolist(),
    'centre': centre.tolist(),
    'centreOfRows': centre_of(rows).tolist(),
    'one-class': step('one-class', rows, centre),
    'soft-boundary': step('soft-boundary', rows, centre),
}
path = pathlib.Path(__file__).parent.parent / 'src/detectors/deep-svdd/fixtures/objective.json'
path.parent.mkdir(exist_ok=True)
path.write_text(json.dumps(fixture) + '\n')

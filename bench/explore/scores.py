"""The scores prototype, nearest, gaussian and patches of Kizu, and AUROC."""
import numpy as np
import torch
import torch.nn.functional as F


def auroc(labels, scores):
    labels, scores = np.asarray(labels), np.asarray(scores, dtype=np.float64)
    pairs = scores[labels == 1][:, None] - scores[labels == 0][None, :]
    return float((np.sign(pairs) / 2 + 0.5).mean())


def ledoit_wolf(x):
    """Mean and covariance, shrunk as in scikit-learn; `x` [n, d] in double precision."""
    mean = x.mean(0)
    x = x - mean
    n, d = x.shape
    sample = x.T @ x / n
    variance = sample.trace() / d
    norm = (sample**2).sum()
    distance = norm - d * variance**2
    noise = (((x**2).sum(1) ** 2).sum() / n - norm) / n
    shrinkage = max(1e-6, float(min(1, noise / distance)))
    return mean, (1 - shrinkage) * sample + shrinkage * variance * torch.eye(d, dtype=x.dtype)


def mahalanobis(rows, queries):
    """Squared distance of each of `queries` [m, d] to the shrunk Gaussian of `rows` [n, d]; both in double precision."""
    mean, covariance = ledoit_wolf(rows)
    away = queries - mean
    return (away * torch.linalg.solve(covariance, away.T).T).sum(1)


def standardised_distances(bank, queries):
    """SSD's score with one cluster: Mahalanobis of unit rows, each dimension scaled to variance 1 first; see src/core/scoring/ssd.ts."""
    unit, unit_bank = (F.normalize(one, dim=1).double() for one in (queries, bank))
    mean, deviation = unit_bank.mean(0), unit_bank.std(0, unbiased=False)
    scale = torch.where(deviation == 0, torch.ones_like(deviation), 1 / deviation)
    return mahalanobis((unit_bank - mean) * scale, (unit - mean) * scale)


def place_scores(bank, queries):
    """One number a row of `queries` [m, d] by name of the score; `bank` [n, d] is of normal places."""
    unit, unit_bank = F.normalize(queries, dim=1), F.normalize(bank, dim=1)
    prototype = F.normalize(unit_bank.mean(0), dim=0)
    gaussian = mahalanobis(unit_bank.double(), unit.double())
    nearest = torch.cat([1 - (part @ unit_bank.T).max(1)[0] for part in unit.split(2048)])
    return {"prototype": 1 - unit @ prototype, "nearest": nearest, "gaussian": gaussian}


def patch_features(maps):
    """Rows [cells, channels] of one picture from the maps of layers 2 and 3."""
    fine, coarse = (F.avg_pool2d(one, 3, 1, 1) for one in maps)
    coarse = F.interpolate(coarse, fine.shape[-2:], mode="bilinear", align_corners=False)
    return torch.cat([fine, coarse], 1).flatten(2).transpose(1, 2)


def greedy_coreset(rows, size, seed):
    """Indices: always the row farthest from those chosen, after a projection to 128 dimensions."""
    generator = torch.Generator().manual_seed(seed)
    projected = rows
    if rows.shape[1] > 128:
        projected = rows @ (torch.randn(rows.shape[1], 128, generator=generator) / 128**0.5)
    chosen = [int(torch.randint(len(rows), (1,), generator=generator))]
    nearest = torch.full((len(rows),), float("inf"))
    while len(chosen) < size:
        away = ((projected - projected[chosen[-1]]) ** 2).sum(1)
        nearest = torch.minimum(nearest, away)
        chosen.append(int(nearest.argmax()))
    return chosen

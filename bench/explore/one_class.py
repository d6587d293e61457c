"""Kizu's one-class SVM with scikit-learn, on means of MobileNetV2's maps: what does a whole image's mean know of its defects?

  OBJECTRON=node_modules/@mediapipe/objectron python3 bench/explore/one_class.py --sample hex-nut --seed 1 --set detector=oc-svm

Options are those of `npm run experiment`. Beside the SVM: distance to the nearest normal mean, the Mahalanobis distance of the shrunk
Gaussian, and the largest distance of a place to the nearest normal place, from the same maps.
"""
import os
import sys

import numpy as np
import torch
from sklearn.preprocessing import StandardScaler
from sklearn.svm import OneClassSVM
from torch.nn import functional as F

import mobilenet_v2
from scores import auroc, mahalanobis
from streamed import read

MAPS = ["expanded_conv_6/expand/Relu6", "expanded_conv_13/expand/Relu6"]  # 1/8 and 1/16 of an image's side
KEPT = 4  # one place of as many normal ones is compared with


def maps_of(run, role):
    """Places [images, places, 768]."""
    found = []
    for item in run.with_role(role):
        head, data = item
        side = head["whole"]
        start = head["crops"] * head["side"] ** 2 * 4
        packed = torch.frombuffer(bytearray(data[start : start + 4 * side**2]), dtype=torch.uint8)
        pixels = packed.view(1, side, side, 4)[..., :3].permute(0, 3, 1, 2).float() / 127.5 - 1
        fine, coarse = mobilenet_v2.forward(pixels, MAPS)
        found.append(torch.cat([fine, F.interpolate(coarse, fine.shape[-2:], mode="nearest")], 1)[0].flatten(1).T)
    return torch.stack(found)


def nearest(queries, rows):
    return torch.cat([torch.cdist(part, rows).min(1)[0] for part in queries.split(1024)])


def main():
    run, _ = read(["--untrained", *sys.argv[1:]])
    bank, test = (maps_of(run, role) for role in ("bank", "test"))
    labels = [defect != "good" for defect in run.defects()]
    scaler = StandardScaler().fit(bank.mean(1).numpy().astype(np.float64))
    rows, queries = (scaler.transform(one.mean(1).numpy().astype(np.float64)) for one in (bank, test))
    svm = OneClassSVM(nu=run.experiment["svmNu"], gamma="scale").fit(rows)
    rows, queries = torch.from_numpy(rows), torch.from_numpy(queries)
    places = bank.flatten(0, 1)[::KEPT]
    scores = {
        "one-class SVM": -svm.decision_function(queries.numpy()),
        "nearest mean": nearest(queries, rows).numpy(),
        "Mahalanobis": mahalanobis(rows, queries).numpy(),
        "nearest place": np.array([nearest(one, places).max().item() for one in test]),
    }
    for name, each in scores.items():
        kinds = {}
        for kind in sorted(set(run.defects()) - {"good"}):
            kept = [i for i, defect in enumerate(run.defects()) if defect in ("good", kind)]
            kinds[kind] = round(auroc([labels[i] for i in kept], each[kept]), 3)
        print(f"{name}: AUROC {auroc(labels, each):.3f}", kinds, flush=True)
    good = queries[[not label for label in labels]]
    share = (nearest(good, rows).mean() / nearest(queries[labels], rows).mean()).item()
    print(f"{len(rows)} normal means; normal test images lie {share:.2f} times as far from them as defective ones")


if __name__ == "__main__":
    os.environ.setdefault("OBJECTRON", "node_modules/@mediapipe/objectron")
    main()

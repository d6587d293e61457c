#!/usr/bin/env python3
"""Checks the numbers of this run without Kizu: `python3 reproduce.py`, or with the folder or the zip it lies in.

AUROC and ROC are computed anew from scores.csv and compared with run.json; the tensors of weights.safetensors are
listed. Needs Python 3.9 and NumPy. With --torch the tensors are loaded by PyTorch as well.
"""
import argparse
import csv
import io
import json
import struct
import sys
import zipfile
from pathlib import Path

try:
    import numpy as np
except ImportError:
    sys.exit("NumPy is missing: python3 -m pip install numpy, or apt install python3-numpy.")

FILES = ("run.json", "scores.csv")


class Source:
    """A folder, or a zip, that holds one run."""

    def __init__(self, place):
        self.zip = zipfile.ZipFile(place) if place.is_file() else None
        self.folder = place

    def read(self, name):
        """The bytes of a file; None where there is none."""
        if self.zip is not None:
            return self.zip.read(name) if name in self.zip.namelist() else None
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None


def roc_curve(labels, scores):
    """False- and true-positive rates and thresholds, falling; equal scores move together. The first is +infinity."""
    order = np.argsort(-scores, kind="stable")
    labels, scores = labels[order], scores[order]
    last = np.append(np.flatnonzero(np.diff(scores)), len(scores) - 1)
    hits = np.cumsum(labels)[last]
    alarms = 1 + last - hits
    tpr = np.append(0, hits / hits[-1])
    fpr = np.append(0, alarms / alarms[-1])
    return fpr, tpr, np.append(np.inf, scores[last])


def area(fpr, tpr):
    """By trapezoids, so that ties count one half."""
    return float(np.sum(np.diff(fpr) * (tpr[1:] + tpr[:-1]) / 2))


def read_scores(text):
    rows = list(csv.DictReader(io.StringIO(text)))
    labels = np.array([int(row["label"]) for row in rows])
    scores = np.array([float(row["score"] or "nan") for row in rows])
    return labels, scores


def check_roc(run, labels, scores):
    """The complaints, none where all agrees."""
    told = run["evaluation"]
    if not np.isfinite(scores).all() or len(set(labels)) < 2:
        print("AUROC cannot be computed: one class only, or a score that is no number.")
        return [] if told["auroc"] is None else ["run.json tells an AUROC all the same"]
    fpr, tpr, thresholds = roc_curve(labels, scores)
    auroc = area(fpr, tpr)
    print(f"AUROC: {auroc:.6f} from scores.csv, {told['auroc']:.6f} in run.json")
    complaints = []
    if abs(auroc - told["auroc"]) > 1e-9:
        complaints.append("AUROC differs")
    roc = told["roc"]
    told_thresholds = [np.inf if one is None else float(one) for one in roc["thresholds"]]
    for name, found, was in (
        ("fpr", fpr, roc["fpr"]),
        ("tpr", tpr, roc["tpr"]),
        ("thresholds", thresholds, told_thresholds),
    ):
        was = np.array([float(one) for one in was])
        if len(found) != len(was) or not np.allclose(found, was, rtol=0, atol=1e-9):
            complaints.append(f"the ROC's {name} differ")
    print(f"ROC: {len(fpr)} points compared")
    return complaints


def read_safetensors(data):
    """Arrays by name: a length, a JSON header, then numbers in little-endian order."""
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    kinds = {"F32": "<f4", "F16": "<f2", "F64": "<f8", "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "i1", "U8": "u1"}
    body = data[8 + length :]
    tensors = {}
    for name, about in header.items():
        if name == "__metadata__":
            continue
        begin, end = about["data_offsets"]
        if about["dtype"] == "BF16":  # the upper half of a float32
            numbers = (np.frombuffer(body[begin:end], "<u2").astype("<u4") << 16).view("<f4")
        else:
            numbers = np.frombuffer(body[begin:end], kinds[about["dtype"]])
        tensors[name] = numbers.reshape(about["shape"])
    return tensors


def list_tensors(data, with_torch):
    tensors = read_safetensors(data)
    for name, tensor in tensors.items():
        print(f"  {name:<48} {'x'.join(map(str, tensor.shape)) or 'scalar'}")
    print(f"{len(tensors)} tensors, {sum(tensor.size for tensor in tensors.values()):,} numbers")
    if with_torch:
        import torch

        state = {name: torch.from_numpy(tensor.copy()) for name, tensor in tensors.items()}
        print(f"PyTorch {torch.__version__} has loaded {len(state)} tensors")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--torch", action="store_true", help="load the weights by PyTorch too")
    arguments = parser.parse_args()
    source = Source(arguments.place)
    missing = [name for name in FILES if source.read(name) is None]
    if missing:
        sys.exit(f"{arguments.place} has no {' and no '.join(missing)}; give the folder or the zip of one run.")

    run = json.loads(source.read("run.json"))
    print(f"{run['dataset']['name']}, seed {run['seed']}, {run['training']['steps']} steps, by {run['app']}")
    complaints = check_roc(run, *read_scores(source.read("scores.csv").decode("utf-8")))
    weights = source.read("weights.safetensors")
    if weights is None:
        print("No weights came with this run.")
    else:
        list_tensors(weights, arguments.torch)
    for complaint in complaints:
        print(f"NOT REPRODUCED: {complaint}", file=sys.stderr)
    if complaints:
        sys.exit(1)
    print("All numbers agree.")


main()

"""Adds the loss without its positive in the denominator to src/engine/fixtures/contrastive.json; run it with a Python that has torch.

The rows are those of the other losses of the file. It recomputes `normalsAgainstPseudo` as well, and stops if that differs.
"""

import json
import pathlib

import torch

path = pathlib.Path("src/engine/fixtures/contrastive.json")
views = ["normalView1", "normalView2", "pseudoView1", "pseudoView2"]
added = "normalsAgainstPseudoWithoutPositive"


def terms(z, temperature, with_positive):
    """-log share of each ordered pair of normal rows, against pseudo-anomaly rows."""
    unit = torch.nn.functional.normalize(z, dim=1)
    s = unit @ unit.T / temperature
    normals = len(z) // 2
    for i in range(normals):
        for p in range(normals):
            if p == i:
                continue
            compared = s[i, normals:]
            if with_positive:
                compared = torch.cat([s[i, p : p + 1], compared])
            yield compared.logsumexp(0) - s[i, p]


def case_of(example, with_positive):
    z = torch.tensor([row for view in views for row in example[view]], dtype=torch.float64, requires_grad=True)
    value = torch.stack(list(terms(z, example["temperature"], with_positive))).mean()
    value.backward()
    gradients = z.grad.reshape(4, len(z) // 4, -1).tolist()
    return {**example, "value": value.item(), "gradients": gradients}


fixture = json.loads(path.read_text())
cases = [case for case in fixture["cases"] if case["loss"] != added]
for example in [case for case in cases if case["loss"] == "normalsAgainstPseudo"]:
    same = case_of(example, with_positive=True)
    assert abs(same["value"] / example["value"] - 1) < 1e-12, (same["value"], example["value"])
    cases.append({**case_of(example, with_positive=False), "loss": added})
fixture["cases"] = cases
path.write_text(json.dumps(fixture, separators=(",", ":")))

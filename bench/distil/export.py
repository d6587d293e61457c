"""Writes the encoder of a checkpoint of distil.py as float16 safetensors, and golden features of it for the test.

  python3 bench/distil/export.py CHECKPOINT FILE --fixture JSON --recipe TEXT [--layers 3]

Names are torchvision's; layers above --layers are left out, and so is what counts batches. Golden values are of the numbers as
the file has them, rounded to float16, in evaluation mode, of a picture that is a formula (src/engine/testing/backbone-weights.ts).
"""
import argparse
import hashlib
import json
import os
import sys

import numpy as np
import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "explore"))
from network import Encoder  # noqa: E402

BASE = {"quarter": 16, "half": 32, "full": 64}
SIDE = 64


def rounded(state, layers):
    """What is kept, as float16."""
    above = tuple(f"encoder.layer{i}." for i in range(layers + 1, 5))
    kept = {}
    for name, tensor in state.items():
        if name.startswith("encoder.") and not name.startswith(above) and not name.endswith("num_batches_tracked"):
            half = tensor.detach().half()
            if not torch.isfinite(half).all():
                raise SystemExit(f"{name}: expected numbers that float16 holds, got {float(tensor.abs().max())}")
            kept[name.removeprefix("encoder.")] = half.contiguous()
    return kept


def safetensors(tensors, metadata):
    header, parts, end = {"__metadata__": metadata}, [], 0
    for name in sorted(tensors):
        data = tensors[name].numpy().tobytes()
        header[name] = {"dtype": "F16", "shape": list(tensors[name].shape), "data_offsets": [end, end + len(data)]}
        parts.append(data)
        end += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + b"".join(parts)


def wave_picture():
    y, x, c = np.meshgrid(np.arange(SIDE), np.arange(SIDE), np.arange(3), indexing="ij")
    wave = 127.5 + 90 * np.sin(0.31 * x + 0.17 * y * (c + 1)) + (x * 7 + y * 13 + c * 50) % 37
    return np.floor(wave).astype(np.uint8)


def golden(width, tensors, layers):
    """Every value of some places of each kept map: channels first to last."""
    encoder = Encoder(BASE[width])
    encoder.load_state_dict({name: tensor.float() for name, tensor in tensors.items()}, strict=False)
    picture = torch.from_numpy(wave_picture().astype(np.float32)).permute(2, 0, 1)[None]
    with torch.no_grad():
        maps = encoder.eval().maps((picture / 255 - 0.5) / 0.25)[:layers]
    found = {}
    for i, one in enumerate(maps):
        flat = one[0].flatten(1)
        places = [0, flat.shape[1] // 3, flat.shape[1] - 1]
        found[f"layer{i + 1}"] = {"places": places, "values": [[float(v) for v in flat[:, at]] for at in places]}
    return {"side": SIDE, "width": width, "pixelSum": int(wave_picture().sum()), "maps": found}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("checkpoint")
    p.add_argument("file")
    p.add_argument("--fixture", required=True)
    p.add_argument("--recipe", required=True, help="how the checkpoint was made; it goes into the file")
    p.add_argument("--layers", type=int, choices=[3, 4], default=3)
    o = p.parse_args()
    saved = torch.load(o.checkpoint, map_location="cpu")
    tensors = rounded(saved["student"], o.layers)
    seen = {"mean": "[0.5,0.5,0.5]", "deviation": "[0.25,0.25,0.25]"}
    data = safetensors(tensors, {**seen, "recipe": o.recipe, "steps": str(saved["step"]), "width": saved["width"]})
    with open(o.file, "wb") as out:
        out.write(data)
    with open(o.fixture, "w") as out:
        out.write(json.dumps(golden(saved["width"], tensors, o.layers)) + "\n")
    print(f"{o.file}: {len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()

"""Writes the small files of src/engine/fixtures/weights with PyTorch (1.13); run it with a Python that has torch."""

import json
import pathlib
import struct
import zipfile
from collections import OrderedDict

import torch

folder = pathlib.Path(__file__).parent.parent / "src/engine/fixtures/weights"
folder.mkdir(exist_ok=True)
torch.manual_seed(5)

net = torch.nn.Sequential(OrderedDict(conv1=torch.nn.Conv2d(3, 4, 3, bias=False), bn1=torch.nn.BatchNorm2d(4)))
net(torch.randn(2, 3, 8, 8))
state = net.state_dict()
state["turned"] = torch.arange(6.0).reshape(2, 3).t()  # strides (1, 3)
state["half"] = torch.tensor([1.5, -2.25, 6e-8, 65504.0]).half()
state["brain"] = torch.tensor([1.5, -2.25, 3e38]).bfloat16()
state["double"] = torch.tensor([0.1, -0.2], dtype=torch.float64)
shared = torch.arange(8.0)
state["upper"], state["lower"] = shared[:4], shared[4:]

torch.save(state, folder / "zip.pth")
torch.save({"state_dict": {f"module.{k}": v for k, v in state.items()}, "epoch": 3, "best": 0.5},
           folder / "nested.pth")
torch.save(state, folder / "legacy.pth", _use_new_zipfile_serialization=False)
torch.save({"model": state, "arch": "resnet18"}, folder / "legacy-nested.pth", _use_new_zipfile_serialization=False)


class Evil:
    def __reduce__(self):
        import os
        return os.system, ("echo run",)


torch.save({"conv1.weight": torch.zeros(1), "evil": Evil()}, folder / "evil.pth")
torch.save({"evil": Evil()}, folder / "evil-legacy.pth", _use_new_zipfile_serialization=False)
with zipfile.ZipFile(folder / "compressed.pth", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("archive/data.pkl", b"\0" * 200)

kinds = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.float64: "F64", torch.int64: "I64"}
header, data = {}, b""
for name, tensor in state.items():
    packed = tensor.contiguous()
    bits = packed.view(torch.int16) if packed.dtype == torch.bfloat16 else packed
    raw = bits.numpy().tobytes()
    header[name] = {"dtype": kinds[tensor.dtype], "shape": list(tensor.shape),
                    "data_offsets": [len(data), len(data) + len(raw)]}
    data += raw
text = json.dumps(header).encode()
(folder / "tensors.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)

wanted = {name: {"shape": list(t.shape), "values": t.double().flatten().tolist()}
          for name, t in state.items() if t.is_floating_point()}
(folder / "tensors.json").write_text(json.dumps(wanted))

net.eval()
torch.onnx.export(net, torch.randn(1, 3, 8, 8), folder / "folded.onnx", opset_version=13)
net.bn1.momentum = 0.0  # the exporter runs the network in training mode: its statistics shall stay
torch.onnx.export(net, torch.randn(1, 3, 8, 8), folder / "plain.onnx", opset_version=13,
                  training=torch.onnx.TrainingMode.TRAINING, do_constant_folding=False)

# A training script's checkpoint: a tensor beside the dictionary of weights.
torch.save({"epoch": 3, "best_acc1": torch.tensor(71.5), "state_dict": {f"module.{k}": v for k, v in state.items()},
            "optimizer": {"state": {0: {"momentum_buffer": torch.zeros(4)}}}}, folder / "checkpoint.pth")

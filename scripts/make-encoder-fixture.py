"""Embeds two pictures with a quarter-width torchvision ResNet18 of given weights; run it with a Python that has torchvision.

Weights and pictures are formulas, so that the test can make them too: see src/engine/weights/export.test.ts.
"""

import json
import pathlib

import numpy
import torch
import torchvision

side = 32


def wave(count, phase):
    i = numpy.arange(count, dtype=numpy.float64)
    return numpy.sin(0.7 * i + phase) + 0.5 * numpy.sin(0.0137 * i * i + phase)


def quarter_resnet18():
    net = torchvision.models.ResNet(torchvision.models.resnet.BasicBlock, [2, 2, 2, 2])
    for module in net.modules():
        if isinstance(module, torch.nn.Conv2d):
            inputs = 3 if module.in_channels == 3 else module.in_channels // 4
            shape = (module.out_channels // 4, inputs, *module.kernel_size)
            module.weight = torch.nn.Parameter(torch.empty(shape))
        if isinstance(module, torch.nn.BatchNorm2d):
            module.__init__(module.num_features // 4)
    net.fc = torch.nn.Identity()
    return net.eval()


def value_of(name, shape, phase):
    values = wave(int(numpy.prod(shape)), phase)
    if name.endswith("running_mean") or name.endswith("bias"):
        values = 0.1 * values
    elif len(shape) == 1:
        values = 1 + 0.1 * values
    else:
        values = 1.3 * values / numpy.sqrt(numpy.prod(shape[1:]))
    return torch.from_numpy(values.reshape(tuple(shape)).astype(numpy.float32))


net = quarter_resnet18()
names = sorted(name for name in net.state_dict() if not name.endswith("num_batches_tracked"))
state = {name: value_of(name, net.state_dict()[name].shape, p) for p, name in enumerate(names)}
net.load_state_dict(state, strict=False)
images = torch.from_numpy(wave(2 * 3 * side * side, 9).reshape(2, 3, side, side).astype(numpy.float32))
with torch.no_grad():
    embedding = net(images)
path = pathlib.Path(__file__).parent.parent / "src/engine/fixtures/weights/embedding.json"
path.write_text(json.dumps({"side": side, "names": names, "embedding": embedding.double().flatten().tolist()}))

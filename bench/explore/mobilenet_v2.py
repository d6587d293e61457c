"""The MobileNetV2 trunk inside npm @mediapipe/objectron (Apache-2.0), read from its TFLite flatbuffer and run in PyTorch.

For exploring and for golden values: forward(x, names) with x [N, 3, H, W] in [-1, 1]; names are operation outputs such as
'expanded_conv_6/expand/Relu6' (stride 8, 192 channels) or 'expanded_conv_13/expand/Relu6' (stride 16, 576). OBJECTRON names the
package's folder, node_modules/@mediapipe/objectron by default.
"""
import os, struct
import numpy as np, torch, torch.nn.functional as F

START, FLOAT16, CONV, DEPTHWISE, ADD, DEQUANTIZE = 184, 1, 3, 4, 0, 6


class Table:
    """A flatbuffer table at position p of bytes b; fields by their number in the TFLite schema."""
    def __init__(self, b, p):
        self.b, self.p, self.v = b, p, p - struct.unpack_from('<i', b, p)[0]
    def at(self, f):
        o = 4 + 2 * f
        if o >= struct.unpack_from('<H', self.b, self.v)[0]: return 0
        r = struct.unpack_from('<H', self.b, self.v + o)[0]
        return self.p + r if r else 0
    def scalar(self, f, kind, default=0):
        o = self.at(f); return struct.unpack_from('<' + kind, self.b, o)[0] if o else default
    def table(self, f):
        o = self.at(f); return Table(self.b, o + struct.unpack_from('<I', self.b, o)[0]) if o else None
    def vector(self, f):
        o = self.at(f)
        if not o: return 0, 0
        q = o + struct.unpack_from('<I', self.b, o)[0]; return struct.unpack_from('<I', self.b, q)[0], q + 4
    def tables(self, f):
        n, q = self.vector(f); return [Table(self.b, q + 4 * i + struct.unpack_from('<I', self.b, q + 4 * i)[0]) for i in range(n)]
    def ints(self, f):
        n, q = self.vector(f); return list(struct.unpack_from('<%di' % n, self.b, q))
    def text(self, f):
        n, q = self.vector(f); return bytes(self.b[q:q + n]).decode()


def read():
    """(input, layers): ('conv', name, input, output, weight, bias, stride, activation, groups) or ('add', name, inputs, output)."""
    path = os.path.join(os.environ.get('OBJECTRON', 'node_modules/@mediapipe/objectron'), 'objectron_solution_packed_assets.data')
    b = memoryview(open(path, 'rb').read())[START:]
    model = Table(b, struct.unpack_from('<I', b, 0)[0])
    codes = [max(c.scalar(0, 'b'), c.scalar(3, 'i')) for c in model.tables(1)]
    buffers, graph = model.tables(4), model.tables(2)[0]
    names, values = [], {}
    for i, t in enumerate(graph.tables(0)):
        names.append(t.text(3).split(';')[0].replace('FeatureExtractor/MobilenetV2/', ''))
        n, q = buffers[t.scalar(2, 'I')].vector(0)
        if n and t.scalar(1, 'b') == FLOAT16: values[i] = np.frombuffer(b, np.float16, n // 2, q).reshape(t.ints(0))
    operations = [(codes[o.scalar(0, 'I')], o.ints(1), o.ints(2), o.table(4)) for o in graph.tables(3)]
    for code, i, o, _ in operations:
        if code == DEQUANTIZE: values[o[0]] = torch.tensor(values[i[0]].astype(np.float32))
    layers = []
    for code, i, o, options in operations:
        name = names[o[0]]
        if code in (CONV, DEPTHWISE) and name.startswith(('Conv', 'expanded')):
            w = values[i[1]].permute(0, 3, 1, 2) if code == CONV else values[i[1]].permute(3, 0, 1, 2)
            activation = options.scalar(3 if code == CONV else 4, 'b')
            layers.append(('conv', name, i[0], o[0], w.contiguous(), values[i[2]], options.scalar(1, 'i', 1), activation, 1 if code == CONV else len(w)))
        elif code == ADD and name.startswith('expanded'):
            layers.append(('add', name, i, o[0]))
    return graph.ints(1)[0], layers


INPUT, LAYERS = read()


def pad_same(x, side, stride):
    """TensorFlow's SAME: what is odd goes to the right and the bottom."""
    need = lambda n: max((-(-n // stride) - 1) * stride + side - n, 0)
    h, w = need(x.shape[2]), need(x.shape[3])
    return F.pad(x, (w // 2, w - w // 2, h // 2, h - h // 2))


@torch.no_grad()
def forward(x, names):
    values, found = {INPUT: x}, {}
    for layer in LAYERS:
        if layer[0] == 'conv':
            _, name, i, o, w, b, stride, activation, groups = layer
            y = F.conv2d(pad_same(values[i], w.shape[2], stride), w, b, stride=stride, groups=groups)
            y = y.clamp(0, 6) if activation == 3 else y
        else:
            _, name, i, o = layer
            y = values[i[0]] + values[i[1]]
        values[o] = y
        if name in names: found[name] = y
        if len(found) == len(names): break
    return [found[n] for n in names]

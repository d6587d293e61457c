/**
 * Names of initialisers as PyTorch knows them. Exporters call folded weights by numbers (`onnx::Conv_193`); then the path of the
 * node that takes them says, or, in a ResNet18 whose nodes have no paths either, the order of its convolutions.
 */
import { encoderConvolutions } from '../../networks/resnet18.ts';

export interface GraphNode {
  readonly operator: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

const parts: Readonly<Record<string, readonly string[]>> = {
  Conv: ['weight', 'bias'],
  BatchNormalization: ['weight', 'bias', 'running_mean', 'running_var'],
};

function isNumbered(name: string): boolean {
  return !/\.(?:weight|bias|running_mean|running_var)(?:_\w+)?$/.test(name);
}

/** `/layer2/layer2.0/downsample/downsample.0/Conv` is layer2.0.downsample.0: a step that repeats the one before replaces it. */
function moduleOf(nodeName: string): string | undefined {
  if (!nodeName.startsWith('/')) return undefined;
  const kept: string[] = [];
  for (const step of nodeName.split('/').slice(1, -1)) {
    const last = kept.at(-1);
    if (last !== undefined && step.startsWith(`${last}.`)) kept.pop();
    kept.push(step);
  }
  return kept.length > 0 ? kept.join('.') : undefined;
}

/** Layers by the order of convolutions, if the graph has those of a ResNet18, or of its first stages. */
function layersByOrder(nodes: readonly GraphNode[]): Map<GraphNode, string> {
  const convolutions = nodes.filter(({ operator }) => operator === 'Conv');
  const layers = new Map<GraphNode, string>();
  const known = encoderConvolutions('full');
  if (![5, 10, 15, known.length].includes(convolutions.length)) return layers;
  convolutions.forEach((node, i) => {
    layers.set(node, known[i].name.replace('encoder.', ''));
    const norm = nodes.find(
      ({ operator, inputs }) => operator === 'BatchNormalization' && inputs[0] === node.outputs[0],
    );
    if (norm) layers.set(norm, known[i].norm.replace('encoder.', ''));
  });
  return layers;
}

/** Copies of copies that are followed: exporters make one or two. */
const mostCopies = 8;

/** What an input is a copy of: exporters share equal weights through nodes that copy. */
function originOf(input: string, copies: ReadonlyMap<string, string>): string {
  let origin = input;
  for (let steps = 0; steps < mostCopies; steps++) origin = copies.get(origin) ?? origin;
  return origin;
}

/** Initialisers by the names of the layers that take them; several layers may share one. Names that tell are kept. */
export function nameInitialisers(nodes: readonly GraphNode[]): ReadonlyMap<string, string> {
  const copies = new Map<string, string>();
  for (const { operator, inputs, outputs } of nodes) {
    if (operator === 'Cast' || operator === 'Identity') copies.set(outputs[0], inputs[0]);
  }
  const origins = new Map<string, string>();
  const byOrder = layersByOrder(nodes);
  for (const node of nodes.filter(({ operator }) => Object.hasOwn(parts, operator))) {
    const layer = moduleOf(node.name) ?? byOrder.get(node);
    parts[node.operator].forEach((part, i) => {
      const input = node.inputs[i + 1] as string | undefined;
      if (input === undefined) return;
      const name = isNumbered(input) && layer !== undefined ? `${layer}.${part}` : input;
      origins.set(name, originOf(input, copies));
    });
  }
  return origins;
}

/** What became of a file of weights, for whoever shows it. Names are PyTorch's. */

export interface WeightsReport {
  readonly file: string;
  /** How many tensors of the file fit the network. */
  readonly matched: number;
  /** What the encoder has and the file lacks: fresh weights are taken. */
  readonly missing: readonly string[];
  /** What the file has and the encoder has no use for. */
  readonly leftOver: readonly string[];
  readonly misshapen: readonly {
    readonly name: string;
    readonly came: readonly number[];
    readonly wanted: readonly number[];
  }[];
  /** Tensors with numbers that are not finite. */
  readonly broken: readonly string[];
  /** How many layers had their BatchNorm folded into the convolution. */
  readonly folded: number;
  /** How pixels are shown to the network: as the file says, or, where it says nothing, as ImageNet is. */
  readonly normalisation: 'file' | 'imagenet';
}

/**
 * Why nothing of a file is used. `refused`: it asks for code to be run. `nothing-fits`: no tensor belongs to a ResNet18;
 * `other-network`: some do, but it is another network: `came` says which it looks like, and how much fits.
 */
export interface WeightsRefusal {
  readonly kind:
    'truncated' | 'too-large' | 'malformed' | 'unsupported' | 'refused' | 'nothing-fits' | 'other-network';
  readonly where: string;
  readonly came: string | number;
  readonly wanted: string | number;
}

export type ModelFormat = 'safetensors' | 'onnx';

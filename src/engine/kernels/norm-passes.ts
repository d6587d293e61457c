/**
 * The passes of batch normalisation on rows [M, C], with a rectifier and a residual where wanted:
 * y = relu(gamma (x - mean) / sqrt(var + eps) + beta + residual)   [BatchNorm Algorithm 1]
 * Sums over rows are cut into shares of rows, added in order, so the same input always gives the same bits.
 */
import type { FlatPass } from './flat-pass.ts';

export interface NormGeometry {
  readonly rows: number;
  /** A multiple of 4. */
  readonly channels: number;
}

export interface NormForm {
  readonly isRectified: boolean;
  readonly hasResidual: boolean;
}

const wantedThreads = 4096;
const mostShares = 256;

export function sharesOfRows({ rows, channels }: NormGeometry): number {
  return Math.max(1, Math.min(mostShares, Math.ceil((4 * wantedThreads) / channels), Math.ceil(rows / 16)));
}

function integersOf(geometry: NormGeometry): Record<string, number> {
  const shares = sharesOfRows(geometry);
  return {
    ROWS: geometry.rows,
    C4: geometry.channels / 4,
    SHARES: shares,
    ROWS_OF_SHARE: Math.ceil(geometry.rows / shares),
  };
}

const epsilon = 'vec4<f32>(1e-5)';

/** Two sums a channel over one share of the rows: [shares, 2, C]. `each` adds row `at` to `first` and `second`. */
function partialSums(
  name: string,
  geometry: NormGeometry,
  inputs: readonly string[],
  each: string,
): FlatPass {
  return {
    key: `norm_${name}_${inputs.join('_')}`,
    inputs: inputs.map((input) => [input, 4]),
    outputShape: [sharesOfRows(geometry), 2, geometry.channels],
    threads: (sharesOfRows(geometry) * geometry.channels) / 4,
    outputComponents: 4,
    integers: integersOf(geometry),
    floats: {},
    body: `
  let c = index % C4;
  let share = index / C4;
  var first = vec4<f32>(0.0);
  var second = vec4<f32>(0.0);
  let end = min(ROWS, (share + 1) * ROWS_OF_SHARE) * C4 + c;
  for (var at = share * ROWS_OF_SHARE * C4 + c; at < end; at += C4) {
    ${each}
  }
  result[2 * share * C4 + c] = first;
  result[(2 * share + 1) * C4 + c] = second;`,
  };
}

/** Sums of x - s and (x - s)^2 with s = the channel's first value: shifted so that no large squares are subtracted. */
export function momentSumsPass(geometry: NormGeometry): FlatPass {
  const each = 'let shifted = x[at] - x[c]; first += shifted; second += shifted * shifted;';
  return partialSums('moment_sums', geometry, ['x'], each);
}

const addShares = `
  var first = vec4<f32>(0.0);
  var second = vec4<f32>(0.0);
  for (var share = 0; share < SHARES; share++) {
    first += partial[2 * share * C4 + c];
    second += partial[(2 * share + 1) * C4 + c];
  }`;

/** Mean and biased variance from the shares: [2, C]. */
export function momentsPass(geometry: NormGeometry): FlatPass {
  return {
    key: 'norm_moments',
    inputs: [
      ['partial', 4],
      ['x', 4],
    ],
    outputShape: [2, geometry.channels],
    threads: geometry.channels / 4,
    outputComponents: 4,
    integers: integersOf(geometry),
    floats: {},
    body: `
  let c = index;
  ${addShares}
  let shift = first / f32(ROWS);
  result[c] = x[c] + shift;
  result[C4 + c] = max(vec4<f32>(0.0), second / f32(ROWS) - shift * shift);`,
  };
}

/** y from x, moments [2, C], gamma, beta and, where wanted, the residual. */
export function normalisePass(geometry: NormGeometry, { isRectified, hasResidual }: NormForm): FlatPass {
  const inputs = ['x', 'moments', 'gamma', 'beta', ...(hasResidual ? ['residual'] : [])];
  return {
    key: `norm_apply_${isRectified}_${hasResidual}`,
    inputs: inputs.map((input) => [input, 4]),
    outputShape: [geometry.rows, geometry.channels],
    threads: (geometry.rows * geometry.channels) / 4,
    outputComponents: 4,
    integers: integersOf(geometry),
    floats: {},
    body: `
  let c = index % C4;
  var y = (x[index] - moments[c]) * inverseSqrt(moments[C4 + c] + ${epsilon}) * gamma[c] + beta[c];
  ${hasResidual ? 'y += residual[index];' : ''}
  result[index] = ${isRectified ? 'max(y, vec4<f32>(0.0))' : 'y'};`,
  };
}

/** dy where the rectifier let the value through. */
function masked(at: string, isRectified: boolean): string {
  return isRectified ? `select(vec4<f32>(0.0), dy[${at}], y[${at}] > vec4<f32>(0.0))` : `dy[${at}]`;
}

function gradientInputs({ isRectified }: NormForm): string[] {
  return ['dy', 'x', 'moments', ...(isRectified ? ['y'] : [])];
}

/** Sums of dy and of dy (x - mean) / sqrt(var + eps) over shares. */
export function gradientSumsPass(geometry: NormGeometry, form: NormForm): FlatPass {
  const each = `
    let upstream = ${masked('at', form.isRectified)};
    first += upstream;
    second += upstream * (x[at] - moments[c]) * inverseSqrt(moments[C4 + c] + ${epsilon});`;
  return partialSums('gradient_sums', geometry, gradientInputs(form), each);
}

/** Gradients of beta and gamma from the shares: [2, C]. */
export function sumSharesOfRowsPass(geometry: NormGeometry): FlatPass {
  return {
    key: 'norm_sum_shares',
    inputs: [['partial', 4]],
    outputShape: [2, geometry.channels],
    threads: geometry.channels / 4,
    outputComponents: 4,
    integers: integersOf(geometry),
    floats: {},
    body: `
  let c = index;
  ${addShares}
  result[c] = first;
  result[C4 + c] = second;`,
  };
}

/** dx = gamma / sqrt(var + eps) (dy - mean(dy) - xhat mean(dy xhat)). */
export function gradientPass(geometry: NormGeometry, form: NormForm): FlatPass {
  return {
    key: `norm_gradient_${form.isRectified}`,
    inputs: [...gradientInputs(form), 'gamma', 'sums'].map((input) => [input, 4]),
    outputShape: [geometry.rows, geometry.channels],
    threads: (geometry.rows * geometry.channels) / 4,
    outputComponents: 4,
    integers: integersOf(geometry),
    floats: {},
    body: `
  let c = index % C4;
  let inverse = inverseSqrt(moments[C4 + c] + ${epsilon});
  let normal = (x[index] - moments[c]) * inverse;
  let upstream = ${masked('index', form.isRectified)};
  result[index] = gamma[c] * inverse * (upstream - (sums[c] + normal * sums[C4 + c]) / f32(ROWS));`,
  };
}

/** The residual's gradient: dy where the rectifier let the sum through. */
export function residualGradientPass(geometry: NormGeometry): FlatPass {
  return {
    key: 'norm_residual_gradient',
    inputs: [
      ['dy', 4],
      ['y', 4],
    ],
    outputShape: [geometry.rows, geometry.channels],
    threads: (geometry.rows * geometry.channels) / 4,
    outputComponents: 4,
    integers: integersOf(geometry),
    floats: {},
    body: `  result[index] = ${masked('index', true)};`,
  };
}

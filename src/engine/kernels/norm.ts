/**
 * Batch normalisation of rows [M, C], with a ReLU and a residual where wanted:
 * y = relu(gamma (x - mean) / sqrt(var + eps) + beta + residual)   [BatchNorm Algorithm 1]
 * Sums over rows are cut into shares of rows, added in order, so the same input always gives the same bits.
 */
import { bindingsOf, vectorOf, widthOf, type Kernel } from './kernel.ts';

export interface NormGeometry {
  readonly rows: number;
  readonly channels: number;
}

export interface NormForm {
  readonly hasRelu: boolean;
  readonly hasResidual: boolean;
}

/** What a derivative knows of the ReLU: y, or only what y was made from. */
export interface GradientForm extends NormForm {
  readonly readsY: boolean;
}

const wantedThreads = 4096;
const mostShares = 256;

export function sharesOfRows({ rows, channels }: NormGeometry): number {
  return Math.max(1, Math.min(mostShares, Math.ceil((4 * wantedThreads) / channels), Math.ceil(rows / 16)));
}

export const normDeclarations = (V: string): string => `alias V = ${V};\nconst epsilon = V(1e-5);`;

interface Parts {
  readonly name: string;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Threads, in rows of channel vectors. */
  readonly threadRows: number;
  readonly body: string;
}

function normKernel(geometry: NormGeometry, { name, reads, writes, threadRows, body }: Parts): Kernel {
  const { rows, channels } = geometry;
  const width = widthOf(channels);
  const shares = sharesOfRows(geometry);
  return {
    name: `norm_${name}_${width}`,
    reads: bindingsOf(reads, width),
    writes: bindingsOf(writes, width),
    grid: { kind: 'flat', threads: threadRows * (channels / width) },
    integers: {
      ROWS: rows,
      CV: channels / width,
      SHARES: shares,
      ROWS_OF_SHARE: Math.ceil(rows / shares),
    },
    declarations: normDeclarations(vectorOf(width)),
    body: `  let c = index % CV;\n${body}`,
  };
}

/** Two sums a channel over one share of the rows: partial [shares, 2, C]. `each` adds row `at` to `first` and `second`. */
function partialSums(name: string, geometry: NormGeometry, reads: readonly string[], each: string): Kernel {
  return normKernel(geometry, {
    name,
    reads,
    writes: ['partial'],
    threadRows: sharesOfRows(geometry),
    body: `
  let share = index / CV;
  var first = V(0.0);
  var second = V(0.0);
  let end = min(ROWS, (share + 1) * ROWS_OF_SHARE) * CV + c;
  for (var at = share * ROWS_OF_SHARE * CV + c; at < end; at += CV) {
    ${each}
  }
  partial[2 * share * CV + c] = first;
  partial[(2 * share + 1) * CV + c] = second;`,
  });
}

const addShares = `
  var first = V(0.0);
  var second = V(0.0);
  for (var share = 0; share < SHARES; share++) {
    first += partial[2 * share * CV + c];
    second += partial[(2 * share + 1) * CV + c];
  }`;

/** Sums of x - s and (x - s)^2 with s = the channel's first value: shifted so that no large squares are subtracted. */
export function momentSumsKernel(geometry: NormGeometry): Kernel {
  const each = 'let shifted = V(x[at]) - V(x[c]); first += shifted; second += shifted * shifted;';
  return partialSums('moment_sums', geometry, ['x'], each);
}

/** Writes `mean` and biased `variance`; running <- 0.9 running + 0.1 batch, with the unbiased variance. */
export const storeMoments = `
  moments[c] = mean;
  moments[CV + c] = variance;
  let unbiased = f32(ROWS) / f32(max(1, ROWS - 1));
  running[c] = 0.9 * running[c] + 0.1 * mean;
  running[CV + c] = 0.9 * running[CV + c] + 0.1 * unbiased * variance;`;

/** Mean and biased variance from the shares, moments [2, C]; moves the running statistics [2, C] in place. */
export function momentsKernel(geometry: NormGeometry): Kernel {
  return normKernel(geometry, {
    name: 'moments',
    reads: ['partial', 'x'],
    writes: ['moments', 'running'],
    threadRows: 1,
    body: `
  ${addShares}
  let shift = first / f32(ROWS);
  let mean = V(x[c]) + shift;
  let variance = max(V(0.0), second / f32(ROWS) - shift * shift);
  ${storeMoments}`,
  });
}

/** y from x, moments [2, C], gamma, beta and, where wanted, the residual. */
export function normaliseKernel(geometry: NormGeometry, { hasRelu, hasResidual }: NormForm): Kernel {
  return normKernel(geometry, {
    name: `apply_${hasRelu}_${hasResidual}`,
    reads: ['x', 'moments', 'gamma', 'beta', ...(hasResidual ? ['residual'] : [])],
    writes: ['y'],
    threadRows: geometry.rows,
    body: `
  var value = (V(x[index]) - moments[c]) * inverseSqrt(moments[CV + c] + epsilon) * gamma[c] + beta[c];
  ${hasResidual ? 'value += V(residual[index]);' : ''}
  yStore(index, ${hasRelu ? 'max(value, V(0.0))' : 'value'});`,
  });
}

/**
 * dy where the ReLU let the value through. Without a residual that follows from x, so that y need not be kept for it.
 */
function masked(at: string, { hasRelu, readsY }: GradientForm): string {
  if (!hasRelu) return `dy[${at}]`;
  const normal = `(V(x[${at}]) - moments[c]) * inverseSqrt(moments[CV + c] + epsilon)`;
  const value = readsY ? `V(y[${at}])` : `${normal} * gamma[c] + beta[c]`;
  return `select(V(0.0), dy[${at}], ${value} > V(0.0))`;
}

/** What the mask is made from. */
function maskReads({ hasRelu, readsY }: GradientForm): string[] {
  if (!hasRelu) return [];
  return readsY ? ['y'] : ['gamma', 'beta'];
}

function gradientName(name: string, { hasRelu, hasResidual, readsY }: GradientForm): string {
  return `${name}_${hasRelu}_${hasResidual}${hasRelu && readsY ? '_y' : ''}`;
}

function gradientReads(form: GradientForm): string[] {
  return ['dy', 'x', 'moments', ...maskReads(form)];
}

/** What sums of dy and of dy (x - mean) read, and how row `at` of channel `c` is added to `first` and `second`. */
export function gradientSumsOf(form: GradientForm): {
  readonly name: string;
  readonly reads: readonly string[];
  readonly each: string;
} {
  const each = `
    let upstream = ${masked('at', form)};
    first += upstream;
    second += upstream * (V(x[at]) - moments[c]);`;
  return { name: gradientName('gradient_sums', form), reads: gradientReads(form), each };
}

/** Sums of dy and of dy (x - mean) over shares. */
export function normGradientSumsKernel(geometry: NormGeometry, form: GradientForm): Kernel {
  const { name, reads, each } = gradientSumsOf(form);
  return partialSums(name, geometry, reads, each);
}

export const storeParameterGradients = `
  dbeta[c] = first;
  dgamma[c] = second * inverseSqrt(moments[CV + c] + epsilon);`;

/** Gradients of beta and gamma from the shares. */
export function normParameterGradientsKernel(geometry: NormGeometry): Kernel {
  return normKernel(geometry, {
    name: 'parameter_gradients',
    reads: ['partial', 'moments'],
    writes: ['dbeta', 'dgamma'],
    threadRows: 1,
    body: `
  ${addShares}
  ${storeParameterGradients}`,
  });
}

/**
 * Turns dy into dx in place, since nothing needs dy after it: dx = gamma / sqrt(var + eps) (dy - mean(dy) - xhat mean(dy xhat));
 * where there is a residual, writes its gradient too: dy where the ReLU let the sum through.
 */
export function normGradientKernel(geometry: NormGeometry, form: GradientForm): Kernel {
  return normKernel(geometry, {
    name: gradientName('gradient', form),
    reads: [...new Set([...gradientReads(form).filter((name) => name !== 'dy'), 'gamma', 'dbeta', 'dgamma'])],
    writes: ['dy', ...(form.hasResidual ? ['dresidual'] : [])],
    threadRows: geometry.rows,
    body: `
  let inverse = inverseSqrt(moments[CV + c] + epsilon);
  let normal = (V(x[index]) - moments[c]) * inverse;
  let upstream = ${masked('index', form)};
  ${form.hasResidual ? 'dresidual[index] = upstream;' : ''}
  dy[index] = gamma[c] * inverse * (upstream - (dbeta[c] + normal * dgamma[c]) / f32(ROWS));`,
  });
}

/** Evaluation's scale of a convolution's output channels and what is added: w' = w gamma / s, b' = beta - mean gamma / s. */
export function foldNormKernel(rows: number, channels: number): Kernel {
  return normKernel(
    { rows, channels },
    {
      name: 'fold',
      reads: ['w', 'gamma', 'beta', 'running'],
      writes: ['folded', 'bias'],
      threadRows: rows,
      body: `
  let scale = gamma[c] * inverseSqrt(running[CV + c] + epsilon);
  folded[index] = w[index] * scale;
  if (index < CV) { bias[c] = beta[c] - running[c] * scale; }`,
    },
  );
}

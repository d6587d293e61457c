/** Functions of two numbers, entry by entry, with their derivatives. */
import type { BinaryName } from '../networks/operations.ts';
import { bindingsOf, widthOf, type Kernel } from './kernel.ts';
import { entryKernel } from './unary.ts';

/** WGSL in which `a` and `b` are the arguments, `V` a number or a vector of four, and `P` the function's parameter. */
interface Binary {
  readonly value: string;
  /** What dy is multiplied with, for a and for b. */
  readonly slopes: readonly [a: string, b: string];
  readonly parameter?: number;
}

/**
 * With p = sigmoid(a) and a target b in [0, 1]: b (1 - p)^g (-log p) + (1 - b) p^g (-log(1 - p)), where -log p = softplus(-a) and
 * p^g = exp(-g softplus(-a)), so that nothing overflows and no log of 0 is taken   [FocalLoss Eq. 4, without alpha]
 */
const focal: Binary = {
  value: 'b * exp(-P * softplus(a)) * softplus(-a) + (V(1.0) - b) * exp(-P * softplus(-a)) * softplus(a)',
  slopes: [
    `((V(1.0) - b) * exp(-P * softplus(-a)) * (P * sigmoid(-a) * softplus(a) + sigmoid(a))
      - b * exp(-P * softplus(a)) * (P * sigmoid(a) * softplus(-a) + sigmoid(-a)))`,
    '(exp(-P * softplus(a)) * softplus(-a) - exp(-P * softplus(-a)) * softplus(a))',
  ],
  parameter: 2,
};

const functions: Readonly<Record<BinaryName, Binary>> = {
  add: { value: 'a + b', slopes: ['V(1.0)', 'V(1.0)'] },
  subtract: { value: 'a - b', slopes: ['V(1.0)', 'V(-1.0)'] },
  multiply: { value: 'a * b', slopes: ['b', 'a'] },
  absoluteDifference: { value: 'abs(a - b)', slopes: ['sign(a - b)', 'sign(b - a)'] },
  squaredDifference: { value: '(a - b) * (a - b)', slopes: ['2.0 * (a - b)', '2.0 * (b - a)'] },
  focal,
};

/** Whether the derivative is dy itself. */
export function passesGradient(name: BinaryName, operand: 'a' | 'b'): boolean {
  return functions[name].slopes[operand === 'a' ? 0 : 1] === 'V(1.0)';
}

const operands = 'let a = V(aIn[index]);\n  let b = V(bIn[index]);';

/** Reads aIn and bIn; writes y, all of one size. */
export function binaryKernel(name: BinaryName, size: number, given?: number): Kernel {
  const { value, parameter } = functions[name];
  return {
    ...entryKernel(name, size, given ?? parameter),
    reads: bindingsOf(['aIn', 'bIn'], widthOf(size)),
    writes: bindingsOf(['y'], widthOf(size)),
    body: `  ${operands}\n  yStore(index, ${value});`,
  };
}

/** Reads dy, aIn and bIn; writes dx, the gradient of one operand. */
export function binaryGradientKernel(
  name: BinaryName,
  operand: 'a' | 'b',
  size: number,
  given?: number,
): Kernel {
  const { slopes, parameter } = functions[name];
  const slope = slopes[operand === 'a' ? 0 : 1];
  return {
    ...entryKernel(`${name}_gradient_${operand}`, size, given ?? parameter),
    reads: bindingsOf(['dy', 'aIn', 'bIn'], widthOf(size)),
    writes: bindingsOf(['dx'], widthOf(size)),
    body: `  ${operands}\n  dx[index] = dy[index] * ${slope};`,
  };
}

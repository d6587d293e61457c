/**
 * Normal pictures of the built-in categories that are for development, for distil.py: raw bytes [count, side, side, 3]
 * on standard output, categories one after another. Poses are of seeds of their own; no picture of a data set is among
 * them, none has a defect, and the categories on which results are reported are left out.
 *
 *   tsx bench/distil/painters.ts COUNT SIDE > FILE
 */
import { hexNut } from '../../src/core/dataset/samples/hex-nut.ts';
import { printedCapsule } from '../../src/core/dataset/samples/printed-capsule.ts';
import { render } from '../../src/core/dataset/samples/scene.ts';
import { wovenFabric } from '../../src/core/dataset/samples/woven-fabric.ts';
import { createRandom } from '../../src/core/random.ts';

const painters = { hexNut, wovenFabric, printedCapsule };
const [count = 0, side = 0] = process.argv.slice(2).map(Number);
if (!(count >= 1 && side >= 8))
  throw new Error(`expected COUNT SIDE, got ${process.argv.slice(2).join(' ')}`);

for (const [name, { compose, grain }] of Object.entries(painters)) {
  for (let i = 0; i < count; i++) {
    const random = createRandom(`distil/${name}/${i}`);
    const scene = compose(random.fork('pose'), undefined, random.fork('flaw'));
    const { data } = render(scene, side, { seed: random.fork('grain').integer(1e6), steps: grain });
    process.stdout.write(data);
  }
}

import { describe, expect, it } from 'vitest';
import { evaluateText } from './evaluate.ts';
import { frameText } from './frame.ts';
import { runProblemText } from './problems.ts';
import { regionText } from './region.ts';
import { stageText } from './stages.ts';

const lost = { kind: 'device-lost', reason: 'driver reset' } as const;

describe('a lost GPU', () => {
  it.each([
    ['evaluation', frameText.evaluate],
    ['comparison', evaluateText.comparePseudoAnomalies],
    ['measurement', stageText.measureCost],
    ['object', regionText.findObject],
  ] as const)('during %s is followed by the button to press again, as it is called', (work, button) => {
    const { en, ja } = runProblemText(lost, work);
    expect(en).toContain(`The GPU was lost (driver reset).`);
    expect(en).toContain(`“${button.en}” again`);
    expect(ja).toContain(`もう一度「${button.ja}」を`);
    expect(en).not.toContain('Resume');
  });

  it('during training is followed by the way back to the kept step', () => {
    expect(runProblemText(lost, 'training').en).toContain('Resume from the step that was kept');
  });
});

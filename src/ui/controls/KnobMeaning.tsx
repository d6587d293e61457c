/** What a knob does, in one sentence; loaded when it is first asked for. */
import type { KnobName } from '../../core/experiment/experiment.ts';
import { meanings } from '../../core/experiment/meanings.ts';
import { useSpeech } from '../hooks/stages.ts';

export default function KnobMeaning({ name }: { readonly name: KnobName }) {
  const { say } = useSpeech();
  return <p>{say(meanings[name])}</p>;
}

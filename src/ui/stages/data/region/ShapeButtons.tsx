/** What becomes of a shape that is drawn. */
import type { Text } from '../../../../core/text.ts';
import buttons from '../../../controls/Buttons.module.css';
import { useSpeech } from '../../../hooks/stages.ts';
import type { ShapeUse } from './use-drawing.ts';

interface ShapeButtonsProps {
  readonly words: Readonly<Record<ShapeUse, Text>>;
  readonly isEmpty: boolean;
  readonly onUse: (how: ShapeUse) => void;
}

export function ShapeButtons({ words, isEmpty, onUse }: ShapeButtonsProps) {
  const { say } = useSpeech();
  return (
    <div className={buttons.row}>
      {(['only', 'ignore', 'count'] as const).map((how) => (
        <button
          key={how}
          type="button"
          className={buttons.button}
          disabled={isEmpty}
          onClick={() => {
            onUse(how);
          }}
        >
          {say(words[how])}
        </button>
      ))}
    </div>
  );
}

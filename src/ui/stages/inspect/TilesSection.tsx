/** Judging photos in tiles of their own size: switched on, given normal photos, told what it costs, given its limit. */
import notes from '../../controls/Notes.module.css';
import { ChooseButton } from '../../frame/drop/ChooseButton.tsx';
import { acceptedImages } from '../../frame/drop/accepted.ts';
import buttons from '../../controls/Buttons.module.css';
import { Switch } from '../../controls/Switch.tsx';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { tilesSentences, tilesText } from '../../text/tiles.ts';
import { duration } from '../../text/units.ts';

function Cost() {
  const { inspect } = useStages();
  const { say, language } = useSpeech();
  const cost = useSlice(inspect.store, (state) => state.tiles.cost);
  const hasLimit = useSlice(inspect.store, ({ basis }) => basis !== undefined);
  const isBusy = useSlice(inspect.store, ({ status }) => status === 'fitting' || status === 'judging');
  if (cost === undefined) return null;
  const time = (count: number) => duration(Math.max(1000, count * cost.tileMs), language);
  const { photos, limitPhotos, limitTiles, tilesEach } = cost;
  return (
    <>
      <p>{say(tilesSentences.cost)(tilesEach, time(tilesEach))}</p>
      <p>
        {hasLimit
          ? say(tilesText.next)
          : say(tilesSentences.limitCost)(limitPhotos, photos, limitTiles, time(limitTiles))}
      </p>
      {!hasLimit && (
        <div className={buttons.row}>
          <button
            type="button"
            className={buttons.primary}
            disabled={isBusy}
            onClick={() => void inspect.tiles.setLimit()}
          >
            {say(tilesText.setLimit)}
          </button>
        </div>
      )}
    </>
  );
}

export function TilesSection() {
  const { inspect } = useStages();
  const { say } = useSpeech();
  const isOn = useSlice(inspect.store, (state) => state.tiles.isOn);
  const choose = (label: string, isFolder: boolean) => (
    <ChooseButton
      label={label}
      isFolder={isFolder}
      accepted={acceptedImages}
      isMain={false}
      onFiles={(files) => void inspect.tiles.fit(files)}
    />
  );
  return (
    <>
      <Switch label={say(tilesText.switch)} isOn={isOn} onChange={inspect.tiles.setOn} />
      {isOn && (
        <>
          <p className={notes.note}>{say(tilesText.note)}</p>
          <div className={buttons.row}>
            {choose(say(tilesText.chooseNormals), false)}
            {choose(say(tilesText.chooseNormalFolder), true)}
          </div>
          <Cost />
        </>
      )}
    </>
  );
}

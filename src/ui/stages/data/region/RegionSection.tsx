/** The part of the images in use that counts: which it is, and the way to another one and back. */
import { lazy, Suspense, useState } from 'react';
import type { Dataset } from '../../../../core/dataset/dataset.ts';
import type { RegionOfInterest } from '../../../../core/image/image.ts';
import { countedShare } from '../../../../core/image/region-of-interest.ts';
import buttons from '../../../controls/Buttons.module.css';
import notes from '../../../controls/Notes.module.css';
import { useSlice, useSpeech, useStages } from '../../../hooks/stages.ts';
import { regionSentences, regionText } from '../../../text/region.ts';
import layout from '../../Layout.module.css';

const RegionEditor = lazy(() => import('./RegionEditor.tsx'));

function haveSizes({ items }: Dataset): boolean {
  const sizes = items.flatMap(({ facts }) =>
    facts?.file ? [`${facts.file.width} ${facts.file.height}`] : [],
  );
  return new Set(sizes).size > 1;
}

/** The region before the last change; `undefined` within: all counted. */
interface Earlier {
  readonly of: string;
  readonly region: RegionOfInterest | undefined;
}

interface ShownProps {
  readonly current: Dataset;
  readonly isLoading: boolean;
  readonly onEdit: () => void;
  readonly onUse: (region: RegionOfInterest | undefined) => void;
  readonly earlier: Earlier | undefined;
}

function Shown({ current, isLoading, onEdit, onUse, earlier }: ShownProps) {
  const { say } = useSpeech();
  const { region } = current;
  return (
    <>
      <p>
        {region === undefined ? say(regionText.whole) : say(regionSentences.counts)(countedShare(region))}
      </p>
      {region !== undefined && <p className={notes.note}>{say(regionText.meaning)}</p>}
      {region !== undefined && haveSizes(current) && <p className={notes.note}>{say(regionText.sizes)}</p>}
      <div className={buttons.row}>
        <button type="button" className={buttons.button} disabled={isLoading} onClick={onEdit}>
          {say(region === undefined ? regionText.choose : regionText.change)}
        </button>
        {region !== undefined && (
          <button
            type="button"
            className={buttons.button}
            disabled={isLoading}
            onClick={() => {
              onUse(undefined);
            }}
          >
            {say(regionText.countAll)}
          </button>
        )}
        {earlier?.of === current.name && (
          <button
            type="button"
            className={buttons.button}
            disabled={isLoading}
            onClick={() => {
              onUse(earlier.region);
            }}
          >
            {say(regionText.back)}
          </button>
        )}
      </div>
    </>
  );
}

export function RegionSection() {
  const { dataset } = useStages();
  const { say } = useSpeech();
  const current = useSlice(dataset.store, (state) => state.dataset);
  const isLoading = useSlice(dataset.store, ({ status }) => status === 'loading');
  const [edited, setEdited] = useState<string>();
  const [earlier, setEarlier] = useState<Earlier>();
  if (current === undefined || current.counts.train === 0) return null;
  const { region, name, fingerprint } = current;
  const use = (wanted: RegionOfInterest | undefined) => {
    setEdited(undefined);
    setEarlier({ of: name, region });
    void dataset.setRegion(wanted);
  };
  return (
    <section aria-labelledby="region" className={layout.section}>
      <h2 id="region">{say(regionText.title)}</h2>
      {edited === fingerprint ? (
        <Suspense fallback={<p className={notes.note}>{say(regionText.reading)}</p>}>
          <RegionEditor
            key={fingerprint}
            region={region}
            onUse={use}
            onCancel={() => {
              setEdited(undefined);
            }}
          />
        </Suspense>
      ) : (
        <Shown
          current={current}
          isLoading={isLoading}
          onEdit={() => {
            setEdited(fingerprint);
          }}
          onUse={use}
          earlier={earlier}
        />
      )}
    </section>
  );
}

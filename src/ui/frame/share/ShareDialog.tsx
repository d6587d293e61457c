/** Share: the link of what is in view, and a picture of the pseudo-anomaly with that link in it. */
import { useEffect, useRef, useState } from 'react';
import type { Text } from '../../../core/text.ts';
import buttons from '../../controls/Buttons.module.css';
import fields from '../../controls/Fields.module.css';
import notes from '../../controls/Notes.module.css';
import { usePageLink } from '../../hooks/page-link.ts';
import { saveFile } from '../../hooks/save.ts';
import { useShareCard } from '../../hooks/share-card.ts';
import { useSlice, useSpeech, useStages } from '../../hooks/stages.ts';
import { drawShareCard, toPng, type ShareCard } from '../../pictures/share-card.ts';
import { commandText } from '../../text/commands.ts';
import { shareText } from '../../text/share.ts';
import { Dialog } from '../commands/Dialog.tsx';
import dialog from '../commands/Commands.module.css';
import styles from './Share.module.css';

interface PartProps {
  readonly onNotice: (notice: Text) => void;
}

function LinkPart({ link, onNotice }: PartProps & { readonly link: string }) {
  const { say } = useSpeech();
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link); // a page served without https has no clipboard at all
      onNotice(shareText.copiedLink);
    } catch {
      field.current?.select();
      onNotice(shareText.copyByHand);
    }
  };
  return (
    <div className={styles.link}>
      <label className={fields.labelled}>
        {say(shareText.link)}
        <input ref={field} type="text" readOnly value={link} className={styles.field} />
      </label>
      <button type="button" className={buttons.primary} onClick={() => void copy()}>
        {say(shareText.copyLink)}
      </button>
    </div>
  );
}

/** Fits the drawn card into the dialog. */
function CardPicture({ card }: { readonly card: ShareCard }) {
  const { say } = useSpeech();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.replaceChildren(drawShareCard(card));
  }, [card]);
  return <div ref={place} className={styles.card} role="img" aria-label={say(shareText.picture)} />;
}

function PicturePart({ card, onNotice }: PartProps & { readonly card: ShareCard }) {
  const { say } = useSpeech();
  const save = async () => {
    try {
      saveFile(await toPng(drawShareCard(card)), 'kizu.png');
    } catch {
      onNotice(shareText.pictureFailed);
    }
  };
  const copy = async () => {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': toPng(drawShareCard(card)) })]);
      onNotice(shareText.copiedPicture);
    } catch {
      onNotice(shareText.pictureRefused);
    }
  };
  return (
    <>
      <CardPicture card={card} />
      <div className={buttons.row}>
        <button type="button" className={buttons.button} onClick={() => void copy()}>
          {say(shareText.copyPicture)}
        </button>
        <button type="button" className={buttons.button} onClick={() => void save()}>
          {say(shareText.savePicture)}
        </button>
      </div>
    </>
  );
}

export function ShareDialog() {
  const { frame, preferences } = useStages();
  const { say } = useSpeech();
  const stage = useSlice(preferences.store, (state) => state.stage);
  const link = usePageLink(stage);
  const card = useShareCard(stage);
  const [notice, setNotice] = useState<Text>();
  return (
    <Dialog label={say(shareText.title)}>
      <div className={dialog.head}>
        <h2>{say(shareText.title)}</h2>
        <button type="button" className={buttons.button} onClick={frame.close}>
          {say(commandText.close)}
        </button>
      </div>
      <p className={notes.note}>{say(shareText.hint)}</p>
      <LinkPart link={link} onNotice={setNotice} />
      {card === undefined ? (
        <p className={notes.note}>{say(shareText.noPicture)}</p>
      ) : (
        <PicturePart card={card} onNotice={setNotice} />
      )}
      <p role="status" className={styles.notice}>
        {notice !== undefined && say(notice)}
      </p>
    </Dialog>
  );
}

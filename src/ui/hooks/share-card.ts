/** The picture of the current pseudo-anomaly, in the user's language, with the link of a stage. */
import type { StageName } from '../../state/frame/preferences.ts';
import type { ShareCard } from '../pictures/share-card.ts';
import { shareSentences, shareText } from '../text/share.ts';
import { usePageLink } from './page-link.ts';
import { useSlice, useSpeech, useStages } from './stages.ts';

/** `undefined` until a pseudo-anomaly was drawn. */
export function useShareCard(stage: StageName): ShareCard | undefined {
  const { studio } = useStages();
  const { say } = useSpeech();
  const link = usePageLink(stage);
  const detail = useSlice(studio.store, (state) => state.detail);
  const isGated = useSlice(studio.store, (state) => state.shown?.gateEnabled ?? true);
  return (
    detail && {
      detail,
      link,
      title: say(shareText.made),
      names: [say(shareText.normal), say(shareText.pseudo)],
      verdict: say(shareSentences.verdict)(
        detail.verdict.ssim.toFixed(3),
        isGated ? detail.verdict.isAccepted : undefined,
      ),
    }
  );
}

import { describe, expect, it } from 'vitest';
import type { OfflineNews } from '../../worker/bridge/client-offline.ts';
import { createOfflineStage } from './offline.ts';

function follow(isBusy: () => boolean) {
  let tell: (news: OfflineNews) => void = () => undefined;
  let updates = 0;
  const client = {
    follow: (listener: (news: OfflineNews) => void) => {
      tell = listener;
    },
    update: () => {
      updates++;
    },
  };
  const stage = createOfflineStage({ client, isBusy });
  const hear = (news: OfflineNews) => {
    tell(news);
  };
  return { stage, hear, updates: () => updates };
}

describe('a newer build', () => {
  it('takes over when asked to, once it is there', () => {
    const { stage, hear, updates } = follow(() => false);
    hear('ready');
    stage.update();
    expect(updates()).toBe(0);
    hear('update');
    stage.update();
    expect(updates()).toBe(1);
  });

  it('never takes over during long work', () => {
    let isBusy = true;
    const { stage, hear, updates } = follow(() => isBusy);
    hear('update');
    stage.update();
    expect(updates()).toBe(0);
    isBusy = false;
    stage.update();
    expect(updates()).toBe(1);
  });

  it('is not spoken of where there is no service worker', () => {
    const stage = createOfflineStage({ client: undefined, isBusy: () => false });
    stage.update();
    expect(stage.store.getState().status).toBe('unknown');
  });
});

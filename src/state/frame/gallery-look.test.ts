import { expect, it } from 'vitest';
import { createPreferencesStage } from './preferences.ts';

function begin(kept: Readonly<Record<string, string>>) {
  const memory = new Map(Object.entries(kept));
  const stage = createPreferencesStage({
    memory: { read: (key) => memory.get(key), write: (key, value) => memory.set(key, value) },
    askedLanguage: undefined,
    languages: [],
    stage: 'tune',
  });
  return { stage, memory };
}

it('of the gallery is kept, and begins with 24 tiles whose zoom goes by the patches', () => {
  const { stage, memory } = begin({});
  expect(stage.store.getState()).toMatchObject({ tiles: 24, isZoomed: undefined });
  stage.setTiles(6);
  stage.setZoomed(false);
  expect(begin(Object.fromEntries(memory)).stage.store.getState()).toMatchObject({
    tiles: 6,
    isZoomed: false,
  });
});

it('that is none is the first one', () => {
  expect(begin({ tiles: '7', zoom: 'maybe' }).stage.store.getState()).toMatchObject({
    tiles: 24,
    isZoomed: undefined,
  });
});

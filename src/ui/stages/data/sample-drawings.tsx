/** The built-in categories, each with a small drawing of it and of a flaw. */
import type { ReactNode } from 'react';
import type { SampleName } from '../../../core/dataset/samples/samples.ts';
import type { Text } from '../../../core/text.ts';
import { stageText } from '../../text/stages.ts';
import styles from '../Cards.module.css';

interface SampleDrawing {
  readonly name: SampleName;
  readonly word: Text;
  readonly drawing: ReactNode;
}

export const sampleDrawings: readonly SampleDrawing[] = [
  {
    name: 'hex-nut',
    word: stageText.hexNut,
    drawing: (
      <>
        <path d="M22 4l16 9v18l-16 9-16-9V13z" />
        <circle cx="22" cy="22" r="8" />
        <path className={styles.flaw} d="M29 11l5 4" />
      </>
    ),
  },
  {
    name: 'woven-fabric',
    word: stageText.wovenFabric,
    drawing: (
      <>
        <path d="M6 10h32M6 18h32M6 26h32M6 34h32M10 6v32M18 6v32M26 6v32M34 6v32" />
        <path className={styles.flaw} d="M20 22h4" />
      </>
    ),
  },
  {
    name: 'printed-capsule',
    word: stageText.printedCapsule,
    drawing: (
      <>
        <rect x="4" y="13" width="36" height="18" rx="9" />
        <path d="M22 13v18M28 20h5M28 24h5" />
        <path className={styles.flaw} d="M10 18l5 8" />
      </>
    ),
  },
  {
    name: 'leather',
    word: stageText.leather,
    drawing: (
      <>
        <path d="M4 12l8-5 9 4 9-5 10 6M12 7l2 12-9 7M14 19l10 2 6-8M30 6v7l9 8M24 21l3 10-11 7M27 31l11-3M5 26l8 4 3 8" />
        <path className={styles.flaw} d="M28 22l7 3" />
      </>
    ),
  },
  {
    name: 'wire-bundle',
    word: stageText.wireBundle,
    drawing: (
      <>
        <circle cx="22" cy="22" r="18" />
        <path d="M17 22a5 5 0 1 0 10 0a5 5 0 1 0-10 0M17 11a5 5 0 1 0 10 0a5 5 0 1 0-10 0M7 28a5 5 0 1 0 10 0a5 5 0 1 0-10 0M27 28a5 5 0 1 0 10 0a5 5 0 1 0-10 0" />
        <path className={styles.flaw} d="M30 26l4 4" />
      </>
    ),
  },
];

/** The lab's thread. */
import { expose } from 'comlink';
import { createLab } from './lab.ts';

expose(createLab({ now: () => performance.now() }));

/** The studio in its own thread. */
import { exposeStudio } from './studio-door.ts';

exposeStudio();

/** The studio in its own thread. */
import { exposeStudio } from './studio-api.ts';

exposeStudio();

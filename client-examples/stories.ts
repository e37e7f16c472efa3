import { story as bikes } from './bikes/story.ts';
import { story as musical } from './musical/story.ts';
import { story as rental } from './rental/story.ts';
import { story as store } from './store/story.ts';
import { story as table } from './table/story.ts';
import type { Story } from './walk/step.ts';

/** The stories there are, by the kind of shop. */
export const stories: Readonly<Record<string, Story>> = { store, rental, bikes, table, musical };

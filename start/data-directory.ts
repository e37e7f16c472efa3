import { resolve } from 'node:path';

/** Where `npm start` keeps its data. */
export const DATA_DIRECTORY = resolve(import.meta.dirname, '../.data');

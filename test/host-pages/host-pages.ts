import { behaviours } from './table/behaviours.ts';
import { documents } from './table/documents.ts';
import { layouts } from './table/layouts.ts';
import { styleSheets } from './table/style-sheets.ts';
import { words } from './table/words.ts';

/** All pages that we hold out on. A report about a page that breaks us becomes one more line in one of these tables. */
export const hostPages = [...layouts, ...styleSheets, ...documents, ...behaviours, ...words];

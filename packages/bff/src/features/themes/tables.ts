import type { Theme } from '@botaniqal/shared/theme/theme.ts';
import { integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * The looks that a marketer keeps for the clinic's pages, with their history: a change is a new row, so that each can be
 * undone. It has no patient's data.
 */
export const themeVersions = pgTable(
  'theme_versions',
  {
    name: text().notNull(),
    /** Counted for each name from 1. */
    version: integer().notNull(),
    /** `null`: the theme was taken away with this version. */
    theme: jsonb().$type<Theme>(),
    keptAt: timestamp({ withTimezone: true }).notNull(),
    /** Who kept it, as in the audit trail. */
    keptBy: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.version] })],
);

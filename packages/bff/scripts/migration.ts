/**
 * Writes the migrations from the tables: `pnpm --filter @botaniqal/bff migration`.
 *
 * - Tables live with their noun: every `tables.ts` under src/ is found by itself.
 * - Until the first release there is one generated migration, `0000_tables.sql`, and this rewrites it.
 *   After it, give a name (`… migration add-waitlist`): a new file holds only what changed.
 * - What drizzle cannot say (exclusion constraints, triggers) is an SQL file written by hand, in the same
 *   folder, numbered, one statement per `--> statement-breakpoint`. This adds it to the journal.
 */
import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { casing } from '../src/platform/store/casing.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'migrations');
const snapshotFile = join(folder, 'meta', 'snapshot.json');
const breakpoint = '\n--> statement-breakpoint\n';

const emptySchema = '00000000-0000-0000-0000-000000000000';

/** What the code says the tables are. The id is fixed, so that the same tables give the same file. */
async function tablesInCode() {
  const files = globSync('src/**/tables.ts', { cwd: root }).sort();
  const modules = await Promise.all(files.map((file) => import(join(root, file))));
  const snapshot = generateDrizzleJson(Object.assign({}, ...modules), emptySchema, undefined, casing);
  return { ...snapshot, id: '00000000-0000-0000-0000-000000000001' };
}

/** What the migrations made of them. */
function tablesInMigrations(): Awaited<ReturnType<typeof tablesInCode>> {
  return JSON.parse(readFileSync(snapshotFile, 'utf8'));
}

/** The statements that lead from the migrations to the code; none when they agree. */
export async function missingStatements(): Promise<string[]> {
  return generateMigration(tablesInMigrations(), await tablesInCode());
}

async function write(name: string | undefined) {
  const current = await tablesInCode();
  if (name === undefined) {
    const statements = await generateMigration(
      generateDrizzleJson({}, undefined, undefined, casing),
      current,
    );
    const all = ['CREATE EXTENSION IF NOT EXISTS btree_gist;', ...statements];
    writeFileSync(join(folder, '0000_tables.sql'), `${all.join(breakpoint)}\n`);
  } else {
    const statements = await missingStatements();
    if (statements.length > 0) {
      const number = String(sqlFiles().length).padStart(4, '0');
      writeFileSync(join(folder, `${number}_${name}.sql`), `${statements.join(breakpoint)}\n`);
    }
  }
  writeFileSync(snapshotFile, `${JSON.stringify(current, null, 2)}\n`);
  writeFileSync(join(folder, 'meta', '_journal.json'), `${JSON.stringify(journal(), null, 2)}\n`);
}

/** The migrator runs what is later than the last date it ran; here the date is only the file's place in the order. */
function journal() {
  const entries = sqlFiles().map((file, idx) => ({
    idx,
    version: '7',
    when: 1_760_000_000_000 + idx,
    tag: file.replace(/\.sql$/, ''),
    breakpoints: true,
  }));
  return { version: '7', dialect: 'postgresql', entries };
}

function sqlFiles(): string[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}_.*\.sql$/.test(file))
    .sort();
}

if (import.meta.main) await write(process.argv[2]);

/** Writes `clinic.schema.json`, by which editors complete and check `clinic.yaml`: `pnpm --filter @botaniqal/bff clinic-schema`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { clinicFile } from '../src/config/clinic/clinic.ts';

export const schemaFile = fileURLToPath(new URL('../../../clinic.schema.json', import.meta.url));

/** The schema as it stands in the code, as text. */
export function clinicSchema(): string {
  const schema = z.toJSONSchema(clinicFile, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ title: 'The clinic as data', ...schema }, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(schemaFile, clinicSchema());

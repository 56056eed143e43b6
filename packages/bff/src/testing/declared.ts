import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { readConfig } from '../config/config.ts';
import { declaredData } from '../declared-data.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const example = parseEnv(readFileSync(`${root}.env.example`, 'utf8'));

/** What the features of the whole server declare of the data that they keep. */
export const { sealedColumns, retentionPolicies } = declaredData(
  readConfig({ ...example, CLINIC_CONFIG: `${root}clinic.yaml` }),
);

export type { RecordsDeps } from './deps.ts';
export { recordsFeature } from './feature.ts';
export { filingData } from './retention.ts';

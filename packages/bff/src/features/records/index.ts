export { recordsFeature } from './feature.ts';

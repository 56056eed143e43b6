export { differencesOfPractitioners } from './differences-of-practitioners.ts';
export { reconciliationFeature } from './feature.ts';

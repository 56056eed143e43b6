export { themesFeature } from './feature.ts';
export { keptThemes } from './kept-themes.ts';

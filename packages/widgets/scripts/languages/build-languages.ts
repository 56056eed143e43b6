/** Builds the widgets in each language beside English. Run it after `vite build`. */
import { build } from 'vite';
import { widgetsBuild } from '../../vite.config.ts';
import { builtLanguages } from './languages.ts';

for (const language of builtLanguages()) {
  await build({ ...widgetsBuild(language), configFile: false, logLevel: 'warn' });
}

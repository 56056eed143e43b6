import { readFileSync } from 'node:fs';
import type { UserConfig } from 'vite';
import { buildTargets } from './scripts/browsers.ts';
import { inlineEndpoints } from './scripts/inline-endpoints.ts';
import { translate } from './scripts/languages/translate.ts';
import { ownTags } from './scripts/own-tags.ts';
import { preloads } from './scripts/preloads.ts';
import { smallChunks } from './scripts/small-chunks.ts';
import { smallCopy } from './scripts/small-copy.ts';
import { smallLit } from './scripts/small-lit.ts';
import { smallTemplates } from './scripts/small-templates.ts';
import { smallTokens } from './scripts/small-tokens.ts';
import { stableBase } from './scripts/stable-base.ts';
import type { Catalogue } from './src/copy/languages/catalogue.ts';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** What most elements need. What a single one needs is left out by name: it belongs in that one's own file. */
const everywhere =
  /elements\/element-modules|in-another-language\/(?!loader|import)|translation-note|node_modules(?!.*(?:keyed|directive))|rolldown|oxc|src\/(styles(?!\/steps)|api(?!\/(?:refused|waitlist|forms|bookings|links))|catalogue(?!\/booking-channel)|controllers(?!\/(?:call-back|browser-history|network-watch|calendar-file|fragment-listener))|page(?!\/(?:visit|kept-text|kept-fragment|neighbours\/(?:page-choices|neighbour\.)|advice|heading-levels|save-file|links\/(?:manage-link|send-link-view)))|time(?!\/(?:month|day))|contracts|ids|people(?!\/contact-person))\/|bq-element|face\/initials|copy\/(dates|money|problems|plural)/;
/**
 * What every element but the calendar needs in part. One file, because a booking, a picker, a form and a sign-up need most
 * of it, and two files of it are 0.5 KB more (after brotli).
 */
const common = new RegExp(
  [
    // Services, fields and what judges them.
    /service-list|styles\/steps|copy\/booking\/visits|fields\/(?!choice-field|option)[^/]+$|form-validation|details-form\/(?:details|forms)\.|copy\/booking\/details|visit\/attribution|browser-history|validation\/(?:contact|typed-text|patient-details|consultation-details)|booking-channel|privacy/,
    // A booking that was made, and what an element says that could not be loaded.
    /appointment-time|copy\/booking\/refund|pricing|api\/(?:bookings\/bookings|forms\/triage-handover)|calendar-file|save-file|fragment-listener|kept-fragment|kept-text|elements\/not-loaded|phone-link|busy-words|banner\//,
  ]
    .map(({ source }) => source)
    .join('|'),
);
/** What draws and judges a form from data, for intake and triage alike. Definitions come from the server. */
const forms =
  /keyed|directive|components\/(?:form-section|fields\/questions)|network-watch|api\/forms\/forms|copy\/forms\/forms\.|shared\/src\/forms\/(?!triage)/;
/** Who helps when an answer is alarming: of its own, because an intake loads it beside its definition. */
const help = /help-now|support-lines|copy\/forms\/help/;

/**
 * dist/ is laid out as it is served below `/widgets/`:
 * `v1/bq.js` is the loader and `v1/base.js` what all elements share (cached for minutes); `<version>/<name>-<hash>.js` never
 * change. The loader imports them relative to itself, so that they come from wherever it came from.
 * Another language has files of its own beside them: `v1/bq-ar.js`, `v1/base-ar.js`, `<version>-ar/<name>-<hash>.js`.
 * @param language the code in the names of its files, and its words; `null`: English
 */
export function widgetsBuild(language: { code: string; catalogue: Catalogue } | null): UserConfig {
  const ending = language ? `-${language.code}` : '';
  return {
    root: import.meta.dirname,
    plugins: [
      translate(language?.catalogue ?? null),
      ownTags(version + ending),
      smallLit(),
      smallCopy(),
      smallTemplates(),
      smallTokens(),
      inlineEndpoints(),
      smallChunks(),
      preloads(),
      stableBase(`v1/base${ending}.js`),
    ],
    build: {
      target: buildTargets(),
      minify: false,
      outDir: 'dist',
      // Files of earlier releases stay: see `scripts/keep-releases.ts`.
      emptyOutDir: false,
      manifest: `manifest${ending}.json`,
      lib: { entry: 'src/loader.ts', formats: ['es'] },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: {
          entryFileNames: `v1/bq${ending}.js`,
          chunkFileNames: `${version}${ending}/[name]-[hash:6].js`,
          // `small-chunks` minifies: Vite leaves the whitespace of libraries alone.
          minify: false,
          minifyInternalExports: false,
          comments: { annotation: false, jsdoc: false, legal: false },
          // Few files and large ones: brotli finds what repeats within a file only, and each has its imports to name.
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [
              // What every element needs.
              { name: 'base', test: everywhere },
              { name: 'common', test: common },
              { name: 'forms', test: forms },
              // Radio buttons and boxes: a sign-up and a booking for somebody else have them.
              { name: 'choices', test: /fields\/(?:choice-field|option)/ },
              { name: 'help', test: help },
              // What the author of a page reads about a mistake in it.
              { name: 'advice', test: /page\/advice\/(?!not-loaded)/ },
              // What is wrong with a page, for its author.
              { name: 'doctor', test: /src\/doctor\/(?!open-doctor)/ },
            ],
          },
        },
      },
    },
  };
}

export default widgetsBuild(null);

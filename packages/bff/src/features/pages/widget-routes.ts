import { join } from 'node:path';
import { otherLanguages, pseudoLanguage } from '@botaniqal/shared/ids/languages.ts';
import { z } from 'zod';
import type { Clinic } from '../../config/clinic/clinic.ts';
import { PreparedAnswer, sendPrepared } from '../../platform/http/answers/prepared-answer.ts';
import { siteMatcher } from '../../platform/http/requests/origins.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { Problem } from '../../platform/problem.ts';
import { sendFile } from './static-file.ts';
import { themedLoader } from './themed-loader.ts';

/** Any page may load the scripts: what they may do is decided by the API, by origin. */
const forEveryone = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Timing-Allow-Origin': '*',
};

const forMinutes = {
  ...forEveryone,
  'Cache-Control': 'public, max-age=300, stale-while-revalidate=86400',
};

/** The files that a page can name: their addresses stay the same over releases. */
const stableFiles = ['', ...otherLanguages, pseudoLanguage].flatMap((language) => {
  const ending = language && `-${language}`;
  const words = language && `, in the language ${language}`;
  return [
    { name: `bq${ending}.js`, summary: `The loader: the one script tag of a page${words}` },
    {
      name: `base${ending}.js`,
      summary: `What all elements share${words}: a page can request it beside the loader`,
    },
  ];
});

/** A hashed name: the content can never change under it. */
const hashedName = /^[\w.-]+-[\w-]{6,}\.(js|css)(\.map)?$/;

const site = z.object({
  /** Whether this origin is listed under `sites` in `clinic.yaml`. */
  listed: z.boolean(),
  /** The clinic's number, for a page on which nothing else works. */
  phone: z.string(),
});

/**
 * The widgets as they were built.
 * @param folder `packages/widgets/dist`
 * @param keptThemes the CSS of the kept themes; empty: there are none
 */
export function widgetRoutes(
  folder: string,
  { clinic, sites }: Pick<Clinic, 'clinic' | 'sites'>,
  keptThemes: () => Promise<string> = async () => '',
): Route[] {
  const isListed = siteMatcher(sites);
  const loader = themedLoader(join(folder, 'v1', 'bq.js'));
  const file = z.object({
    version: z.string().regex(/^\d+\.\d+\.\d+[\w.-]*$/),
    file: z.string().regex(hashedName),
  });
  return [
    ...stableFiles.map(({ name, summary }) =>
      route(
        {
          method: 'get',
          path: `/widgets/v1/${name}`,
          summary,
          tag: 'widgets',
          answers: { 200: { description: 'A module', contentType: 'text/javascript' } },
        },
        async ({ c, log }) => {
          try {
            const css = name === 'bq.js' ? await keptThemes() : '';
            if (css) return sendPrepared(c, await loader(css), forMinutes);
            return await sendFile(c, join(folder, 'v1', name), forMinutes);
          } catch (error) {
            if (error instanceof Problem) log.error('The widgets are not built: run pnpm build');
            throw error;
          }
        },
      ),
    ),
    route(
      {
        method: 'get',
        path: '/widgets/v1/themes.css',
        summary: 'The kept themes, for a page whose script has an integrity',
        description: 'Other pages get them with the loader. A rule `[theme="name"]` for each.',
        tag: 'widgets',
        answers: { 200: { description: 'CSS', contentType: 'text/css' } },
      },
      async ({ c }) =>
        sendPrepared(c, new PreparedAnswer(await keptThemes(), 'text/css; charset=utf-8'), forMinutes),
    ),
    route(
      {
        method: 'get',
        path: '/widgets/v1/site',
        summary: 'Ask whether a page may use the API',
        description:
          'A page that is not listed cannot read an answer of the API, not even the refusal. It reads here why, and the number to call.',
        tag: 'widgets',
        answers: { 200: { description: 'Whether the origin is listed', body: site } },
      },
      ({ c }) => {
        const origin = c.req.header('origin');
        return c.json({ listed: !origin || isListed(origin), phone: clinic.phone }, 200, {
          ...forEveryone,
          'Cache-Control': 'no-store',
          Vary: 'Origin',
        });
      },
    ),
    route(
      {
        method: 'get',
        path: '/widgets/:version/:file',
        summary: 'A part of the widgets; its name changes with its content',
        tag: 'widgets',
        params: file,
        answers: { 200: { description: 'A module', contentType: 'text/javascript' } },
      },
      ({ c, params }) =>
        sendFile(c, join(folder, params.version, params.file), {
          ...forEveryone,
          'Cache-Control': 'public, max-age=31536000, immutable',
        }),
    ),
  ];
}

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Clinic } from '../../../config/clinic/clinic.ts';
import { escapeHtml } from '../../../platform/escape-html.ts';
import { PreparedAnswer, sendPrepared } from '../../../platform/http/answers/prepared-answer.ts';
import { pageContentSecurityPolicy } from '../../../platform/http/answers/security-headers.ts';
import type { AppContext } from '../../../platform/http/app-env.ts';
import { type Route, type RouteDescription, route } from '../../../platform/http/route.ts';
import type { Log } from '../../../platform/observability/log.ts';
import { Problem } from '../../../platform/problem.ts';
import { sendFile } from '../static-file.ts';
import { apiReference } from './api-reference.ts';

const built = fileURLToPath(new URL('../../../../../handbook/dist', import.meta.url));

const html = 'text/html; charset=UTF-8';
/** A page of the gallery shows one state in a frame, which only a page of ours may frame. */
const usual = pageContentSecurityPolicy();
const withFrame = pageContentSecurityPolicy(undefined, { frames: ["'self'"] });
const inFrame = pageContentSecurityPolicy(undefined, { ancestors: ["'self'"] });

const word = z.string().regex(/^[a-z][a-z\d-]{0,40}$/);
const look = z.enum(['light', 'dark']).optional();

/** One page: its file below `pages`, how it is sent, and what is put into it. */
interface Sent {
  file: string;
  type: string;
  policy: string;
  marks?: Readonly<Record<string, () => string>>;
}

/**
 * The pages for marketers and developers below `/docs` and `/gallery`, as `packages/handbook` built them. They are the same
 * for every clinic but for its name, and the reference of the API, which is made from the routes of this server.
 */
export function handbookRoutes(parts: {
  clinic: Clinic['clinic'];
  publicUrl: string;
  /** The OpenAPI document. */
  describeApi: () => object;
  /** Where the pages were built; tests name another folder. */
  folder?: string;
}): Route[] {
  const { clinic, publicUrl, describeApi, folder = built } = parts;
  const pages = new Map<string, { key: string; answer: PreparedAnswer }>();

  const send = async (
    c: AppContext,
    log: Log,
    { file, type, policy, marks = {} }: Sent,
  ): Promise<Response> => {
    const path = join(folder, 'pages', file);
    const { mtimeMs } = await stat(path).catch(() => {
      // A built handbook has its start page. Without it, an operator wants to know; else the address is wrong.
      if (file === 'docs.html') log.error('The handbook is not built: run pnpm build');
      throw new Problem('not_found', 'There is nothing at this address.');
    });
    const values = {
      '%CLINIC%': () => (type === html ? escapeHtml(clinic.name) : clinic.name),
      '%ORIGIN%': () => publicUrl,
      ...marks,
    };
    const name = `${file} ${'%LOOK%' in marks ? marks['%LOOK%']?.() : ''}`;
    let page = pages.get(name);
    if (page?.key !== String(mtimeMs)) {
      let text = await readFile(path, 'utf8');
      for (const [mark, value] of Object.entries(values)) text = text.replaceAll(mark, value);
      page = { key: String(mtimeMs), answer: new PreparedAnswer(text, type) };
      pages.set(name, page);
    }
    return sendPrepared(c, page.answer, {
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Robots-Tag': 'noindex',
      'Cache-Control': 'no-cache',
    });
  };

  const page = (path: string, summary: string, sent: Omit<Sent, 'type'>): Route =>
    route({ ...described(path, summary) }, ({ c, log }) => send(c, log, { type: html, ...sent }));

  /** The Markdown of a document is beside its page, for assistants that read it. */
  const document = (path: string, below: string): Route =>
    route(
      {
        ...described(`${path}/:page`, 'A page of the handbook'),
        params: z.object({ page: z.string().regex(/^[a-z][a-z\d-]{0,40}(?:\.md)?$/) }),
      },
      ({ c, log, params }) =>
        send(
          c,
          log,
          params.page.endsWith('.md')
            ? { file: `${below}/${params.page}`, type: 'text/markdown; charset=UTF-8', policy: usual }
            : { file: `${below}/${params.page}.html`, type: html, policy: usual },
        ),
    );

  return [
    page('/docs', 'The handbook', { file: 'docs.html', policy: usual }),
    page('/docs/api', 'The reference of the API', {
      file: 'docs/api.html',
      policy: usual,
      marks: { '%API%': () => apiReference(describeApi()) },
    }),
    document('/docs', 'docs'),
    document('/docs/elements', 'docs/elements'),
    page('/gallery', 'The gallery of the elements', { file: 'gallery.html', policy: usual }),
    route(
      {
        ...described('/gallery/state', 'One state of an element, for the frame of the gallery'),
        query: z.looseObject({ look }),
      },
      ({ c, log, query }) =>
        send(c, log, {
          file: 'gallery/state.html',
          type: html,
          policy: inFrame,
          marks: { '%LOOK%': () => (query.look ? ` data-look="${query.look}"` : '') },
        }),
    ),
    route(
      {
        ...described('/gallery/:element', 'The states of an element'),
        params: z.object({ element: word }),
      },
      ({ c, log, params }) =>
        send(c, log, { file: `gallery/${params.element}.html`, type: html, policy: withFrame }),
    ),
    route(described('/llms.txt', 'What an assistant reads first'), ({ c, log }) =>
      send(c, log, { file: 'llms.txt', type: 'text/plain; charset=UTF-8', policy: usual }),
    ),
    ...fileRoutes(folder),
  ];
}

/** Scripts, styles and pictures of the pages. */
function fileRoutes(folder: string): Route[] {
  return [
    route(
      {
        ...described('/handbook/:file', 'A part of the handbook; its name changes with its content'),
        params: z.object({ file: z.string().regex(/^[\w.-]+-[\w-]{8,}\.(js|css)$/) }),
      },
      ({ c, params }) =>
        sendFile(c, join(folder, 'assets', params.file), {
          'Cache-Control': 'public, max-age=31536000, immutable',
        }),
    ),
    route(
      {
        ...described('/docs/files/:file', 'A picture of the handbook'),
        params: z.object({ file: z.string().regex(/^[\w-]+\.(webp|png)$/) }),
      },
      ({ c, params }) =>
        sendFile(c, join(folder, 'files', params.file), { 'Cache-Control': 'public, max-age=300' }),
    ),
  ];
}

function described(
  path: string,
  summary: string,
): RouteDescription<z.ZodUndefined, z.ZodUndefined, z.ZodUndefined> {
  return {
    method: 'get',
    path,
    summary,
    tag: 'pages',
    kind: 'page',
    answers: { 200: { description: 'The page' } },
  };
}

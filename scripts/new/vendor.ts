import type { Names } from './names.ts';
import { addBefore, type Plan } from './plan.ts';

/** The stand-in server of an outside service, and its line in each list of the sandbox. */
export function newVendor(names: Names): Pick<Plan, 'files' | 'lists'> {
  const { kebab, camel, pascal } = names;
  const folder = `packages/sandbox/src/${kebab}`;
  return {
    files: {
      [`${folder}/${kebab}.ts`]: server(names),
      [`${folder}/seed.ts`]: seed(names),
      [`${folder}/panel.ts`]: panel(names),
      [`${folder}/${kebab}.test.ts`]: test(names),
    },
    lists: [
      {
        path: 'packages/sandbox/src/vendors.ts',
        add: (text) =>
          addBefore(
            addBefore(
              text,
              "from './stripe/stripe.ts'",
              `import { create${pascal} } from './${kebab}/${kebab}.ts';`,
            ),
            '];',
            `  { name: '${kebab}', port: '${camel}', create: create${pascal} },`,
          ),
      },
      {
        path: 'packages/sandbox/src/control/vendor.ts',
        add: (text) => addBefore(text, '  smtp: number;', `  ${camel}: number;`),
      },
      {
        path: 'packages/sandbox/src/start.ts',
        add: (text) =>
          addBefore(
            addBefore(text, '    jotform: string;', `    ${camel}: string;`),
            "      jotform: vendor('jotform').url,",
            `      ${camel}: vendor('${kebab}').url,`,
          ),
      },
    ],
  };
}

const seed = ({ title }: Names) => `\
/** ${title}: what it holds at the start. */
export interface Entry {
  id: string;
  name: string;
}

export function seedEntries(): Entry[] {
  return [{ id: 'entry-1', name: 'First entry' }];
}
`;

const server = ({ kebab, snake, camel, pascal, title }: Names) => `\
import { Hono } from 'hono';
import { z } from 'zod';
import { serveVendor } from '../control/http-vendor.ts';
import type { Vendor, VendorContext } from '../control/vendor.ts';
import { ${camel}Sections } from './panel.ts';
import { type Entry, seedEntries } from './seed.ts';

/** A stand-in for ${title.toLowerCase()}: say here which contract it follows. */
export async function create${pascal}(context: VendorContext): Promise<Vendor> {
  let entries = seedEntries();
  const app = appOf(context.env.${snake.toUpperCase()}_API_KEY || 'sandbox-${kebab}-key', () => entries);
  const listening = await serveVendor({
    ...context,
    name: '${kebab}',
    handler: (request) => app.fetch(request),
    failure: (status, retryAfterSeconds) =>
      Response.json(
        { error: 'The server is not well' },
        {
          status,
          headers: retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) },
        },
      ),
  });
  return {
    name: '${kebab}',
    url: listening.url,
    state: () => ({ entries }),
    reset: () => {
      entries = seedEntries();
    },
    settings: () => ({}),
    configure: (change) => {
      z.strictObject({}).parse(change);
    },
    sections: () => ${camel}Sections(entries),
    stop: () => listening.stop(),
  };
}

function appOf(apiKey: string, entries: () => readonly Entry[]): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if (context.req.header('authorization') === \`Bearer \${apiKey}\`) return next();
    return context.json({ error: 'The key is not valid' }, 401);
  });
  app.get('/entries/:id', (context) => {
    const entry = entries().find(({ id }) => id === context.req.param('id'));
    return entry ? context.json({ data: entry }) : context.json({ error: 'There is no such entry' }, 404);
  });
  app.notFound((context) => context.json({ error: 'There is no such address' }, 404));
  return app;
}
`;

const panel = ({ kebab, camel, title }: Names) => `\
import { html } from 'hono/html';
import { table } from '../panel/parts.ts';
import type { Section } from '../panel/section.ts';
import type { Entry } from './seed.ts';

export function ${camel}Sections(entries: readonly Entry[]): Section[] {
  const body = table(
    entries,
    [
      { title: 'Name', cell: ({ name }) => name },
      { title: 'Id', cell: ({ id }) => html\`<code>\${id}</code>\`, narrow: true },
    ],
    'No entry.',
  );
  return [{ id: '${kebab}', title: '${title}', count: entries.length, body }];
}
`;

const test = ({ kebab, camel, title }: Names) => `\
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../start.ts';
import { caller, startForTest } from '../testing/running-sandbox.ts';

describe('the stand-in for ${title.toLowerCase()}', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startForTest();
  });
  after(() => sandbox.stop());
  const call = caller(() => sandbox.urls.${camel}, 'sandbox-${kebab}-key');

  it('answers as its contract says', async () => {
    const { status, body } = await call('GET /entries/entry-1');
    assert.deepEqual([status, body], [200, { data: { id: 'entry-1', name: 'First entry' } }]);
    assert.equal((await call('GET /entries/entry-0')).status, 404);
    assert.equal((await call('GET /elsewhere')).status, 404);
  });

  it('wants its key', async () => {
    assert.equal((await call('GET /entries/entry-1', { token: null })).status, 401);
    assert.equal((await call('GET /entries/entry-1', { token: 'wrong' })).status, 401);
  });
});
`;

import type { Names } from './names.ts';
import { addBefore, addInto, type Plan } from './plan.ts';
import { newVendor } from './vendor.ts';

/** An outside service: its port, its client, its environment variables, and its stand-in server in the sandbox. */
export function newUpstream(names: Names): Plan {
  const { kebab, camel, pascal } = names;
  const prefix = prefixOf(names);
  const folder = `packages/bff/src/upstreams/${kebab}`;
  const vendor = newVendor(names);
  return {
    files: {
      [`packages/bff/src/ports/${kebab}.ts`]: port(names),
      [`${folder}/${kebab}.ts`]: client(names),
      [`${folder}/wire.ts`]: wire(names),
      [`${folder}/mapping.ts`]: mapping(names),
      [`${folder}/${kebab}.test.ts`]: test(names),
      ...vendor.files,
    },
    lists: [
      {
        path: 'packages/bff/src/open-upstreams.ts',
        add: (text) =>
          addBefore(
            addBefore(text, "from './upstreams/stripe/", importOf(names)),
            '    /** `null` without JOTFORM_*',
            `    /** \`null\` without ${prefix}_*: the feature is off. */\n    ${camel}:\n      environment.${camel} && create${pascal}({ baseUrl: environment.${camel}.${prefix}_BASE_URL, apiKey: environment.${camel}.${prefix}_API_KEY }, context),`,
          ),
      },
      {
        path: 'packages/bff/src/config/environment/environment.ts',
        add: (text) => addToEnvironment(text, names),
      },
      {
        path: 'packages/bff/src/config/config.test.ts',
        add: (text) => addInto(text, 'const optionalGroups = [', `'${prefix}', `),
      },
      {
        path: '.env.example',
        add: (text) =>
          addBefore(
            text,
            '# JotForm webhooks. Optional',
            `# ${names.title}. Optional: all of them, or none.\n${prefix}_API_KEY=\n${prefix}_BASE_URL=\n`,
          ),
      },
      ...vendor.lists,
    ],
    next: [
      `Say in packages/bff/src/ports/${kebab}.ts what the clinic asks for, or fill a port that exists. Then follow in ${folder}/ and packages/sandbox/src/${kebab}/, and check them: pnpm test -- unit ${kebab}.`,
      `Give the stand-in a port in packages/sandbox/src/main.ts and scripts/start.ts, its address in scripts/preview/environment.ts, and describe it in packages/sandbox/README.md.`,
      'Hand the client to the feature that needs it in packages/bff/src/compose.ts.',
    ],
  };
}

/** `SLEEP_DIARY`: how its environment variables begin. */
function prefixOf({ snake }: Names): string {
  return snake.toUpperCase();
}

const importOf = ({ kebab, pascal }: Names) =>
  `import { create${pascal} } from './upstreams/${kebab}/${kebab}.ts';`;

function addToEnvironment(text: string, names: Names): string {
  const { camel, title } = names;
  const prefix = prefixOf(names);
  const group = `  ${camel}: {\n    ${prefix}_API_KEY: kinds.secret,\n    ${prefix}_BASE_URL: kinds.url('https', 'http'),\n  },`;
  return [
    ['  jotform: {', group],
    ['  jotform: Parsed<', `  ${camel}: Parsed<typeof groups.${camel}> | null;`],
    ['  const jotform = parseGroup(', `  const ${camel} = parseGroup(groups.${camel}, '${title}');`],
    ['    jotform,', `    ${camel},`],
  ].reduce((changed, [anchor = '', lines = '']) => addBefore(changed, anchor, lines), text);
}

const port = ({ pascal, title }: Names) => `\
/** One entry, in the words of the clinic. */
export interface ${pascal}Entry {
  readonly entryKey: string;
  readonly name: string;
}

/** ${title}: say here what the clinic asks this service for. */
export interface ${pascal} {
  /**
   * Reads an entry. \`null\`: the service has no such entry.
   * @throws UpstreamError
   */
  read(entryKey: string, signal?: AbortSignal): Promise<${pascal}Entry | null>;
}
`;

const client = ({ kebab, pascal, title }: Names) => `\
import { type ClientContext, createHttpClient } from '../../platform/http-client/index.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import type { ${pascal} } from '../../ports/${kebab}.ts';
import { entryOf } from './mapping.ts';
import { entryAnswer } from './wire.ts';

interface ${pascal}Settings {
  baseUrl: string;
  apiKey: string;
}

/** ${title}: say here which API it speaks to. */
export function create${pascal}(settings: ${pascal}Settings, context: ClientContext): ${pascal} {
  const client = createHttpClient(
    {
      service: '${kebab}',
      baseUrl: settings.baseUrl,
      headersTimeoutMs: 10_000,
      bodyTimeoutMs: 10_000,
      maxConcurrent: 4,
      maxAnswerBytes: 1_000_000,
      retry: { tries: 3, baseMs: 300, longestPauseMs: 2000 },
      breaker: { failures: 6, pauseMs: 5000 },
    },
    context,
  );
  return {
    async read(entryKey, signal) {
      try {
        const { body } = await client.call({
          operation: 'read entry',
          method: 'GET',
          path: \`/entries/\${encodeURIComponent(entryKey)}\`,
          headers: { authorization: \`Bearer \${settings.apiKey}\` },
          repeat: 'safe',
          answer: entryAnswer,
          signal,
        });
        return entryOf(body);
      } catch (error) {
        if (error instanceof UpstreamError && error.reason === 'not_found') return null;
        throw error;
      }
    },
  };
}
`;

const wire = ({ title }: Names) => `\
import { z } from 'zod';

/** ${title}: what \`GET /entries/{id}\` answers, as far as we read it. */
export const entryAnswer = z.object({
  data: z.object({ id: z.string(), name: z.string() }),
});
export type EntryAnswer = z.infer<typeof entryAnswer>;
`;

const mapping = ({ kebab, pascal }: Names) => `\
import type { ${pascal}Entry } from '../../ports/${kebab}.ts';
import type { EntryAnswer } from './wire.ts';

export function entryOf({ data }: EntryAnswer): ${pascal}Entry {
  return { entryKey: data.id, name: data.name };
}
`;

const test = ({ kebab, camel, pascal, title }: Names) => `\
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { systemClock } from '../../platform/clock.ts';
import { UpstreamError } from '../../platform/upstream-error.ts';
import { create${pascal} } from './${kebab}.ts';

describe('${title.toLowerCase()}, at its stand-in', () => {
  let sandbox: Sandbox;
  before(async () => {
    const clinicConfigPath = fileURLToPath(new URL('../../../../../clinic.yaml', import.meta.url));
    sandbox = await startSandbox({ clinicConfigPath });
  });
  after(() => sandbox.stop());
  beforeEach(() => sandbox.reset());

  const connect = (apiKey = 'sandbox-${kebab}-key') =>
    create${pascal}(
      { baseUrl: sandbox.urls.${camel}, apiKey },
      { clock: systemClock, random: () => 0 },
    );
  const failsFor = (reason: UpstreamError['reason']) => (error: unknown) =>
    error instanceof UpstreamError && error.reason === reason;

  it('gives the entry in the words of the clinic', async () => {
    assert.deepEqual(await connect().read('entry-1'), { entryKey: 'entry-1', name: 'First entry' });
  });

  it('says when there is no such entry', async () => {
    assert.equal(await connect().read('entry-0'), null);
  });

  it('tries again by itself after a short failure', async () => {
    sandbox.fault({ service: '${kebab}', kind: 'status', value: 503, times: 1 });
    assert.equal((await connect().read('entry-1'))?.entryKey, 'entry-1');
  });

  it('fails with a reason when the key is wrong, and when the service is down', async () => {
    await assert.rejects(connect('wrong').read('entry-1'), failsFor('unauthorized'));
    sandbox.fault({ service: '${kebab}', kind: 'status', value: 503 });
    await assert.rejects(connect().read('entry-1'), failsFor('server_error'));
  });
});
`;

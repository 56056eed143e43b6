import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import spectralRulesets from '@stoplight/spectral-rulesets';
import { type RunningBff, runBff } from './main.ts';
import { silentLog } from './platform/observability/log.ts';
import { migratedPostgres } from './testing/postgres.ts';

interface Operation {
  summary: string;
  description: string;
  tags: string[];
  security?: object[];
  parameters?: { name: string; description?: string; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: { $ref?: string }; example?: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string }; example?: unknown }> }>;
}

interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: Operation }>;
  tags: { name: string; description: string }[];
  components: { schemas: Record<string, object> };
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bq-openapi-'));
let bff: RunningBff;
let text: string;
let document: OpenApi;
let operations: [string, Operation][];

before(async () => {
  bff = await runBff({
    env: {
      ...parseEnv(readFileSync(join(root, '.env.example'), 'utf8')),
      CLINIC_CONFIG: join(root, 'clinic.yaml'),
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: await migratedPostgres(),
    },
    log: silentLog,
  });
  text = await (await fetch(`${bff.url}/api/openapi.json`)).text();
  document = JSON.parse(text) as OpenApi;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method} ${path}`,
      operation,
    ]),
  );
});
after(async () => {
  await bff?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the description of the API', () => {
  it('says of each route what it does, who may call it, and what each parameter means', () => {
    for (const [name, { summary, description, security, parameters = [] }] of operations) {
      assert.ok(summary && description, `${name} has no description`);
      assert.ok(Array.isArray(security), `${name} says nothing about security`);
      for (const parameter of parameters) {
        assert.ok(parameter.description, `${name}: ${parameter.name} has no description: parameters.ts`);
        assert.ok(parameter.example !== undefined, `${name}: ${parameter.name} has no example`);
      }
    }
  });

  it('names each schema, and shows an example of each body', () => {
    const bodies = operations.flatMap(([name, { requestBody, responses }]) =>
      [requestBody?.content, ...Object.values(responses).map(({ content }) => content)].map((content) => ({
        name,
        body: content?.['application/json'],
      })),
    );
    for (const { name, body } of bodies) {
      if (!body) continue;
      assert.match(body.schema.$ref ?? '', /^#\/components\/schemas\/[A-Z]\w+$/, name);
      assert.ok(body.example !== undefined, `${name} has a body without an example`);
    }
    for (const name of ['BookingView', 'Catalogue', 'Problem']) {
      assert.ok(document.components.schemas[name], `there is a schema ${name}`);
    }
  });

  it('describes what vendors send', () => {
    for (const vendor of ['calendly', 'stripe', 'graph', 'jotform']) {
      assert.ok(document.webhooks[vendor]?.post.description, vendor);
    }
  });

  it('describes each tag', () => {
    const described = new Set(document.tags.map(({ name }) => name));
    for (const [name, { tags }] of operations)
      assert.ok(
        tags.every((tag) => described.has(tag)),
        name,
      );
    assert.deepEqual(
      document.tags.filter(({ description }) => description.startsWith('Routes about')),
      [],
      'tags.ts says what the routes of each tag are about',
    );
  });

  it('has no finding of Redocly', async () => {
    const config = await createConfig({
      extends: ['recommended'],
      rules: {
        // The outside contract fixed these addresses; ids of drafts and forms cannot be confused.
        'no-ambiguous-paths': 'off',
        // Health checks take nothing that could be refused.
        'operation-4xx-response': 'off',
      },
    });
    const found = await lintFromString({ source: text, absoluteRef: 'openapi.json', config });
    assert.deepEqual(
      found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`),
      [],
    );
  });

  it('has no finding of Spectral', async () => {
    const spectral = new spectralCore.Spectral();
    spectral.setRuleset({ extends: [[{ extends: [], ...spectralRulesets.oas }, 'recommended']] });
    const found = await spectral.run(JSON.parse(text) as Record<string, unknown>);
    assert.deepEqual(
      found.map(({ code, message, path }) => `${code}: ${message} ${path.join('/')}`),
      [],
    );
  });
});

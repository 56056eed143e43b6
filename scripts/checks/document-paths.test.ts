import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkDocumentPaths, missingPaths } from './document-paths.ts';

const paths = [
  'README.md',
  'clinic.yaml',
  'docs/architecture.md',
  'docs/booking-page.png',
  'packages/bff/src/compose.ts',
  'packages/bff/src/features/bookings/index.ts',
  'packages/bff/src/features/bookings/tables.ts',
  'packages/shared/src/forms/definitions/triage.ts',
];

function missing(text: string, document = 'README.md'): string[] {
  return missingPaths({ document, text, paths }).map(({ line, path }) => `${line} ${path}`);
}

describe('paths that a document names', () => {
  it('are found in links, in backticks and in blocks of code', () => {
    const text = [
      'See [the architecture](docs/architecture.md#routes), ![a page](docs/booking-page.png) and `clinic.yaml`.',
      'A feature is listed in `packages/bff/src/compose.ts`; forms are in `packages/shared/src/forms/definitions/`.',
      '```sh',
      'node packages/bff/src/compose.ts   # or another path',
      '```',
    ].join('\n');
    assert.deepEqual(missing(text), []);
  });

  it('are reported with their line when they do not exist', () => {
    const text = [
      'See [the saga](docs/saga.md) and `packages/bff/src/gone.ts`.',
      '',
      'The tables are in `ledger.ts`, the rest in `bff/src/elsewhere/`.',
      '```sh',
      'node packages/bff/src/old-main.ts',
      '```',
    ].join('\n');
    assert.deepEqual(missing(text), [
      '1 docs/saga.md',
      '1 packages/bff/src/gone.ts',
      '3 ledger.ts',
      '3 bff/src/elsewhere/',
      '5 packages/bff/src/old-main.ts',
    ]);
  });

  it('are read from the folder of the document, and may leave out their beginning', () => {
    assert.deepEqual(missing('[the map](../README.md), [routes](routes.md)', 'docs/architecture.md'), [
      '1 routes.md',
    ]);
    assert.deepEqual(missing('`compose.ts`, `bookings/tables.ts`, `src/features/bookings/`'), []);
  });

  it('may be patterns', () => {
    assert.deepEqual(
      missing(
        '`packages/*/src/**/*.ts`, `bookings/{index,tables}.ts`, `packages/{package}/src`, `<name>.ts`',
      ),
      [],
    );
    assert.deepEqual(missing('`packages/*/lib/*.ts`, `bookings/{index,routes}.md`'), [
      '1 packages/*/lib/*.ts',
      '1 bookings/{index,routes}.md',
    ]);
  });

  it('are not routes, media types, addresses, commands, variables, or files that a build writes', () => {
    const text =
      '`GET /api/bookings`, `text/html`, `https://example.com/a.js`, `pnpm test`, `DATABASE_URL`, `dist/v1/bq.js`, [a page](https://example.com/)';
    assert.deepEqual(missing(text), []);
  });
});

describe('the check of all documents', () => {
  it('counts as one, and says what is missing', async () => {
    const { passed, failed, output } = await checkDocumentPaths();
    assert.equal(passed + failed, 1);
    assert.equal(output === '', passed === 1);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fieldsOf } from '@botaniqal/shared/forms/definition.ts';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { type FormId, formIds } from '@botaniqal/shared/ids/ids.ts';
import fc from 'fast-check';
import { silentLog } from '../../../platform/observability/log.ts';
import { openStore, type Store } from '../../../platform/store/store.ts';
import { type FormServer, formServer, freshForms } from '../../../testing/fixtures/forms/forms-fixture.ts';
import { migratedPostgres } from '../../../testing/postgres.ts';

/** What a program may send: any JSON, also with text that no column can hold. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }).map((value): unknown => value),
  fc.string({ unit: 'binary' }).map((value): unknown => value),
  fc.constantFrom<unknown>(null, true, -0, 1e308, '\u0000', '\ud800', [], {}, [[[[]]]], '2026-13-45'),
);

/** Answers under the names that a form has, so that each kind of question meets each kind of nonsense. */
async function answersTo(id: FormId) {
  const form = await loadForm(id);
  const ids = [...fieldsOf(form)].map(({ field }) => field.id);
  const name = fc.oneof(fc.constantFrom(...ids), fc.constantFrom('__proto__', 'constructor', 'toString'));
  return fc.dictionary(name, anything, { maxKeys: 12 });
}

describe('any body that is sent to a form', () => {
  let store: Store;
  let server: FormServer;

  before(async () => {
    store = await openStore({ databaseUrl: await migratedPostgres(), log: silentLog });
    server = formServer(await freshForms(store), { callsPerMinute: 1_000_000 });
  });
  after(() => store.close());

  const answered = async (path: string, body: unknown) => {
    const { status } = await server.post(path, body, { Authorization: 'Bearer guess' });
    assert.ok([200, 201, 202, 401, 404, 413, 422].includes(status), `${status} at ${path}`);
  };

  for (const id of formIds) {
    it(`(${id}) is taken in or refused, and never breaks the server`, async () => {
      const request = fc.record(
        {
          answers: fc.oneof(
            { weight: 6, arbitrary: await answersTo(id) },
            { weight: 1, arbitrary: anything },
          ),
          bookingId: anything,
          manageToken: anything,
          patient: fc.oneof(anything, fc.record({ firstName: anything, email: anything, phone: anything })),
          draftId: fc.oneof(anything, fc.uuid()),
          draftToken: anything,
          timeZone: anything,
          attribution: anything,
          consent: fc.constant(true),
        },
        { requiredKeys: ['answers', 'consent'] },
      );
      await fc.assert(
        fc.asyncProperty(
          fc.oneof({ weight: 8, arbitrary: request }, { weight: 1, arbitrary: anything }),
          async (body) => {
            await answered(`/api/forms/${id}/submissions`, body);
            await answered(`/api/forms/${id}/drafts`, body);
          },
        ),
        { numRuns: 100 },
      );
    });
  }

  it('is answered at every other address, with any ids', async () => {
    const word = fc.oneof(fc.uuid(), fc.string({ unit: 'binary', minLength: 1 })).map(encoded);
    await fc.assert(
      fc.asyncProperty(word, anything, async (one, body) => {
        await answered(`/api/forms/submissions/${one}/call-back`, body);
        await answered(`/api/forms/drafts/${one}`, body);
        await answered(`/api/staff/triage/${one}`, body);
        for (const path of [
          `/api/forms/${one}`,
          `/api/bookings/${one}/forms/triage`,
          `/api/forms/drafts/${one}`,
        ]) {
          assert.ok([401, 404].includes((await server.get(path, 'guess')).status), path);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** As a program that knows what an address may hold writes it; half of a surrogate pair it cannot write at all. */
function encoded(text: string): string {
  const plain = text.toWellFormed();
  return plain === '.' || plain === '..' ? 'dots' : encodeURIComponent(plain);
}

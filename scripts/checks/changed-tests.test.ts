import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { importersOf, touchedBy } from './changed-tests.ts';

describe('what a change touches', () => {
  it('is every test that imports it, across packages and by any number of steps', async () => {
    const touched = touchedBy(['packages/shared/src/time/zone.ts'], await importersOf());
    for (const path of [
      'packages/shared/src/time/day-slots.test.ts',
      'packages/widgets/src/elements/combined-calendar/combined-calendar.test.ts',
      'test/journeys/by-mouse.test.ts',
    ]) {
      assert.ok(touched.has(path), path);
    }
  });

  it('is not what has nothing to do with it', async () => {
    const touched = touchedBy(['packages/widgets/src/copy/dates.ts'], await importersOf());
    assert.ok(touched.has('packages/widgets/src/elements/combined-calendar/combined-calendar.test.ts'));
    assert.ok(!touched.has('packages/bff/src/main.test.ts'));
  });

  it('includes the journeys in a browser, which use the widgets as they are built', async () => {
    const touched = touchedBy(['packages/widgets/src/copy/dates.ts'], await importersOf());
    assert.ok(touched.has('test/journeys/by-mouse.test.ts'));
  });

  it('includes the processes that a test starts by the name of their file', async () => {
    const touched = touchedBy(['test/support/bff-process.ts'], await importersOf());
    assert.ok(touched.has('test/journeys/by-mouse.test.ts'));
  });
});

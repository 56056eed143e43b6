import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { StaffBookingList } from '@botaniqal/shared/contracts/staff/bookings.ts';
import { type BffChild, startBffChild } from '../support/bff-child.ts';
import { type DeskVisitor, deskVisitor } from '../support/desk-visitor.ts';
import { oneFreeTime, requestFor } from '../support/patients.ts';
import { freePort, type Stack, startStack } from '../support/stack.ts';

describe('two desks on two servers with one database', () => {
  let stack: Stack;
  let second: BffChild;
  let desks: readonly [DeskVisitor, DeskVisitor];

  before(async () => {
    stack = await startStack({ env: { LOG_LEVEL: 'warn' } });
    const port = String(await freePort());
    const url = `http://localhost:${port}`;
    second = await startBffChild({ ...stack.env, PORT: port, PUBLIC_URL: url });
    desks = [
      await deskVisitor(stack, 'manager@botaniqal.example'),
      await deskVisitor({ ...stack, url }, 'consultant@botaniqal.example'),
    ];
  });
  after(async () => {
    await second?.stop();
    await stack?.stop();
  });

  /** The live connection of a desk. It is open once the server has said so. */
  const listen = async (desk: DeskVisitor) => {
    const answer = await desk.read('/api/staff/live');
    assert.equal(answer.status, 200);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.ok(reader);
    let heard = '';
    const until = async (words: string) => {
      while (!heard.includes(words)) {
        const { value, done } = await reader.read();
        assert.ok(!done, `The connection ended before ${words}: ${heard}`);
        heard += value;
      }
    };
    await until('event: open');
    return { until, close: () => reader.cancel() };
  };

  it('hear of what happened on the other one, and then read the same', async () => {
    const [one, other] = desks;
    const ears = await Promise.all([listen(one), listen(other)]);
    const booked = (await stack.api.book(requestFor([await oneFreeTime(stack)]))).ok();
    const told = `"kind":"booking","id":"${booked.bookingId}"`;
    for (const ear of ears) await ear.until(told);

    const path = `/api/staff/bookings/${booked.bookingId}`;
    const noted = await other.write('POST', `${path}/notes`, { text: 'Seen on the second server' });
    assert.equal(noted.status, 200);
    const [shownOne, shownOther] = await Promise.all(
      desks.map(async (desk) => (await desk.read(path)).json() as Promise<{ notes: unknown[] }>),
    );
    assert.deepEqual(shownOne?.notes, shownOther?.notes);
    const lists = await Promise.all(
      desks.map(async (desk) => (await desk.read('/api/staff/bookings')).json() as Promise<StaffBookingList>),
    );
    assert.deepEqual(lists[0], lists[1]);
    for (const ear of ears) await ear.close();
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import { mailsTo, patientsOf } from '../support/holdings.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { eventually } from '../support/until.ts';

const brief = '243231271343446';

interface RecordsState {
  correspondences: { patientId: string; subject: string }[];
}

describe('forms that stay at JotForm, on the running stack', () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack();
  });
  after(() => stack?.stop());

  const send = (name: string) =>
    stack.sandbox.act('jotform', 'submit', {
      form: brief,
      answers: { '4': { first: name, middle: '', last: 'Jotter' }, '6': `${name}@example.com` },
    });
  const announced = () =>
    eventually(async () => {
      const { deliveries } = (await stack.sandbox.state('jotform')) as { deliveries: { state: string }[] };
      assert.ok(deliveries.length > 0 && deliveries.every(({ state }) => state === 'delivered'));
    });
  const documentsOf = async (name: string) => {
    const patients = await patientsOf(stack, `${name}@example.com`);
    const { correspondences } = (await stack.sandbox.state('medirecords')) as RecordsState;
    return correspondences.filter(({ patientId }) => patients.some(({ id }) => id === patientId));
  };
  const filedOnce = (name: string) =>
    eventually(async () => {
      assert.equal((await documentsOf(name)).length, 1);
    });
  /** JotForm does not ask whether the patient wants a copy. */
  const mailsNothingTo = async (name: string) =>
    assert.deepEqual(await mailsTo(stack, `${name}@example.com`), []);

  it('end in the record, mail nothing to a patient who asked for no copy, and no log says whose they are', async () => {
    await send('ann');
    await filedOnce('ann');
    await mailsNothingTo('ann');
    for (const word of ['Jotter', 'ann@', stack.env.JOTFORM_WEBHOOK_SECRET ?? 'unset']) {
      assert.ok(!stack.bff().log().includes(word), word);
    }
  });

  it('are filed once when the server is killed while JotForm is away', async () => {
    await stack.sandbox.fault({ service: 'jotform', kind: 'status', value: 503 });
    await send('ben');
    await announced();
    await stack.bff().kill();
    await stack.sandbox.clearFaults();
    await stack.startAgain();
    await filedOnce('ben');
  });

  it('are announced in vain when the clinic uses no JotForm: the address is not there', async () => {
    for (const name of ['JOTFORM_API_KEY', 'JOTFORM_BASE_URL', 'JOTFORM_WEBHOOK_SECRET'])
      stack.env[name] = '';
    await stack.bff().stop();
    await stack.startAgain();
    for (const path of ['', '/anything', '?secret=anything']) {
      const answer = await stack.api.send('POST', `${endpoints.jotformWebhook}${path}`, { raw: 'x' });
      assert.equal(answer.status, 404, path);
    }
    assert.match(stack.bff().log(), /JotForm webhooks are off/);
  });
});

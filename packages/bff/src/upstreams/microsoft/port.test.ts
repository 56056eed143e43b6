import { after } from 'node:test';
import { type Sandbox, startSandbox } from '@botaniqal/sandbox/start.ts';
import { z } from 'zod';
import { systemClock } from '../../platform/clock.ts';
import { mailboxesSuite } from '../../testing/ports/mailboxes.suite.ts';
import { InMemoryMailboxes } from '../../testing/vendors/microsoft.ts';
import { createMicrosoft } from './microsoft.ts';

mailboxesSuite('in memory', async () => {
  const mailboxes = new InMemoryMailboxes(['dr_dia']);
  return {
    mailboxes,
    practitionerId: 'dr_dia',
    withoutMailbox: 'nurse',
    addEvent: async (event) => mailboxes.addEvent('dr_dia', event),
    loseNextPut: () => mailboxes.failNextPuts('lost_after'),
    down: () => {
      mailboxes.away.add('dr_dia');
      return () => mailboxes.away.delete('dr_dia');
    },
  };
});

let running: Promise<Sandbox> | undefined;
after(async () => (await running)?.stop());
const added = z.object({ id: z.string() });
const held = z.object({ mailboxes: z.array(z.object({ practitionerId: z.string(), address: z.string() })) });

for (const repeatedTransaction of ['existing_201', 'existing_200', 'conflict_409']) {
  mailboxesSuite(`at Microsoft's stand-in (a repeat is ${repeatedTransaction})`, async () => {
    const clinicConfigPath = new URL('../../../../../clinic.yaml', import.meta.url).pathname;
    running ??= startSandbox({ clinicConfigPath, now: new Date('2026-11-20T00:00:00Z') });
    const sandbox = await running;
    sandbox.reset();
    sandbox.configure('microsoft', { repeatedTransaction });
    const { mailboxes } = held.parse(sandbox.state('microsoft'));
    const dia = mailboxes.find(({ practitionerId }) => practitionerId === 'dr_dia');
    const client = createMicrosoft(
      {
        loginBaseUrl: sandbox.urls.microsoft,
        graphBaseUrl: sandbox.urls.microsoft,
        tenantId: '6f1d2c34-58ab-4c7e-9d10-b07a41ca1365',
        clientId: 'c11e4717-0b07-4a41-8ca1-5a4db0c00365',
        clientSecret: 'sandbox-microsoft-secret',
        mailboxes: new Map([['dr_dia', dia?.address ?? '']]),
        timeZone: 'Australia/Melbourne',
      },
      { clock: systemClock },
    );
    return {
      mailboxes: client.mailboxes,
      practitionerId: 'dr_dia',
      withoutMailbox: 'nurse',
      addEvent: async ({ start, end, busy }) => {
        const event = { mailbox: 'dr_dia', start, end, showAs: busy ? 'busy' : 'free' };
        return added.parse(sandbox.act('microsoft', 'add_event', event)).id;
      },
      loseNextPut: () => {
        sandbox.fault({
          service: 'microsoft',
          route: 'POST /v1.0/users',
          kind: 'drop_after_commit',
          times: 1,
        });
      },
      down: () => {
        sandbox.fault({ service: 'microsoft', kind: 'drop' });
        return () => sandbox.clearFaults();
      },
    };
  });
}

import type { ClinicSeed, Environment } from '../clinic.ts';
import { inventedId } from '../control/invented-id.ts';
import type { Account, Mailbox, Model } from './model.ts';

/** The app that the clinic registered. */
export interface Registration {
  tenantId: string;
  clientId: string;
  clientSecret: string;
}

export function registrationOf(env: Environment): Registration {
  return {
    tenantId: env.MICROSOFT_TENANT_ID || '6f1d2c34-58ab-4c7e-9d10-b07a41ca1365',
    clientId: env.MICROSOFT_CLIENT_ID || 'c11e4717-0b07-4a41-8ca1-5a4db0c00365',
    clientSecret: env.MICROSOFT_CLIENT_SECRET || 'sandbox-microsoft-secret',
  };
}

export function seedModel(clinic: ClinicSeed): Model {
  const mailboxes = clinic.practitioners.map(
    ({ id, name, mailbox }): Mailbox => ({
      id: inventedId('microsoft', 'user', mailbox),
      address: mailbox,
      name,
      practitionerId: id,
      timeZone: clinic.timeZone,
    }),
  );
  return {
    accounts: new Map(accountsOf(clinic).map((account) => [account.address, account])),
    mailboxes: new Map(mailboxes.map((mailbox) => [mailbox.id, mailbox])),
    events: new Map(),
    removed: [],
    subscriptions: new Map(),
    changes: 0,
  };
}

/** Who can sign in: each practitioner, further staff, and one person whom the clinic's list does not name. */
function accountsOf(clinic: ClinicSeed): Account[] {
  const account = (address: string, name: string, role: string): Account => ({
    id: inventedId('microsoft', 'user', address),
    address,
    name,
    role,
  });
  return [
    account('manager@botaniqal.example', 'Morgan Manager', 'Manager'),
    account('consultant@botaniqal.example', 'Casey Consultant', 'Consultant'),
    account('marketer@botaniqal.example', 'Marlo Marketer', 'Marketer'),
    account('stranger@botaniqal.example', 'Sasha Stranger', 'Not in the clinic’s list of staff'),
    ...clinic.practitioners
      .filter(({ mailbox }) => mailbox !== 'consultant@botaniqal.example')
      .map(({ mailbox, name }) => account(mailbox, name, 'Practitioner')),
  ];
}

import type { ClinicSeed, Environment, SeedEventType } from '../clinic.ts';
import { inventedId } from '../control/invented-id.ts';
import type { CustomQuestion, EventType, LocationConfiguration, Model, User } from './model.ts';
import { scheduleOf } from './scheduling/schedules.ts';

const founded = new Date('2026-02-02T00:00:00.000Z');

export function seedModel(clinic: ClinicSeed, connected: Model['connected']): Model {
  const users = clinic.practitioners.map((practitioner, index): [string, User] => [
    practitioner.id,
    {
      id: inventedId('calendly', 'user', practitioner.id),
      practitionerId: practitioner.id,
      name: practitioner.name,
      email: `${practitioner.id.replaceAll('_', '.')}@clinic.example.com`,
      slug: `clinic-${practitioner.id.replaceAll('_', '-')}`,
      timeZone: clinic.timeZone,
      owner: index === 0,
      schedule: scheduleOf(practitioner.id, clinic.timeZone),
    },
  ]);
  const byPractitioner = new Map(users);
  const types = clinic.eventTypes.flatMap((seed, position) => {
    const user = byPractitioner.get(seed.practitionerId);
    return user ? [eventType(clinic, seed, user, position)] : [];
  });
  return {
    organizationId: inventedId('calendly', 'organization', clinic.name),
    users: new Map(users.map(([, user]) => [user.id, user])),
    eventTypes: new Map(types.map((type) => [type.id, type])),
    events: new Map(),
    invitees: new Map(),
    subscriptions: new Map(),
    connected,
  };
}

function eventType(clinic: ClinicSeed, seed: SeedEventType, user: User, position: number): EventType {
  const telehealth = clinic.practitioners.find(({ id }) => id === seed.practitionerId)?.telehealth ?? true;
  return {
    id: seed.id,
    userId: user.id,
    name: seed.name,
    slug: seed.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    active: true,
    durationMinutes: seed.durationMinutes,
    incrementMinutes: seed.durationMinutes > 30 ? 30 : 15,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: seed.durationMinutes > 30 ? 15 : 0,
    minimumNoticeMinutes: clinic.minimumNoticeMinutes,
    inviteeLimit: 1,
    poolingType: null,
    locations: [locationOf(telehealth)],
    questions: seed.questions.map(question),
    position,
    createdAt: founded,
  };
}

function locationOf(telehealth: boolean): LocationConfiguration {
  return telehealth
    ? { kind: 'zoom_conference' }
    : { kind: 'physical', location: '1 Example Road, Melbourne VIC 3000' };
}

function question({ text, kind }: SeedEventType['questions'][number], position: number): CustomQuestion {
  return {
    name: text,
    type: kind,
    position,
    enabled: true,
    required: true,
    answer_choices: [],
    include_other: false,
  };
}

export interface Token {
  userId: string;
  /** Why it is refused; null: it is good. */
  refused: 'expired' | 'revoked' | null;
  scopes: 'all' | 'read';
}

/** The tokens that the stand-in accepts: the clinic's, each practitioner's own, and some to test refusals with. */
export function seedTokens(clinic: ClinicSeed, env: Environment): Map<string, Token> {
  const owner = inventedId('calendly', 'user', clinic.practitioners[0]?.id ?? '');
  const good = (userId: string): Token => ({ userId, refused: null, scopes: 'all' });
  const tokens = new Map<string, Token>([
    ['sandbox-calendly-token', good(owner)],
    ['sandbox-calendly-token-expired', { ...good(owner), refused: 'expired' }],
    ['sandbox-calendly-token-revoked', { ...good(owner), refused: 'revoked' }],
    ['sandbox-calendly-token-read-only', { ...good(owner), scopes: 'read' }],
  ]);
  for (const { id, calendlyToken } of clinic.practitioners) {
    const userId = inventedId('calendly', 'user', id);
    tokens.set(`sandbox-calendly-token-${id}`, good(userId));
    if (calendlyToken) tokens.set(calendlyToken, good(userId));
  }
  if (env.CALENDLY_API_KEY) tokens.set(env.CALENDLY_API_KEY, good(owner));
  return tokens;
}

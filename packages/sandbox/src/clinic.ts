import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the stand-in servers know of the clinic: read from clinic.yaml, tolerant of everything they do not need. */
export interface ClinicSeed {
  name: string;
  timeZone: string;
  minimumNoticeMinutes: number;
  practitioners: SeedPractitioner[];
  eventTypes: SeedEventType[];
  appointmentTypes: SeedAppointmentType[];
}

export interface SeedPractitioner {
  id: string;
  name: string;
  /** By video; otherwise patients come to the practitioner. */
  telehealth: boolean;
  /** The person's own Calendly token, if the clinic has set one. */
  calendlyToken: string | null;
  /** MediRecords' id of the provider. */
  provider: string | null;
  /** The address of the person's Microsoft 365 mailbox: as the clinic's file names it, or `mailboxOf` their id. */
  mailbox: string;
}

/** The mailbox that a practitioner has where the clinic's file names none: `dr.dia@botaniqal.example`. */
function mailboxOf(practitionerId: string): string {
  return `${practitionerId.replaceAll('_', '.')}@botaniqal.example`;
}

export interface SeedEventType {
  id: string;
  practitionerId: string;
  name: string;
  durationMinutes: number;
  questions: { text: string; kind: 'phone_number' | 'text' | 'string' }[];
}

interface SeedAppointmentType {
  id: string;
  name: string;
  durationMinutes: number;
  telehealth: boolean;
}

const file = z.looseObject({
  clinic: z.looseObject({ name: z.string(), timeZone: z.string() }),
  booking: z.looseObject({ minimumNoticeMinutes: z.coerce.number() }).optional(),
  practitioners: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      location: z.string().optional(),
      calendly: z.looseObject({ token: z.string().nullish() }).nullish(),
      medirecords: z.looseObject({ provider: z.string().nullish() }).nullish(),
      mailbox: z.string().nullish(),
    }),
  ),
  services: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      visits: z.array(
        z.looseObject({
          name: z.string(),
          durationMinutes: z.coerce.number(),
          medirecords: z.looseObject({ appointmentType: z.string().nullish() }).nullish(),
          eventTypes: z.record(z.string(), z.string()).nullish(),
          questions: z.array(z.looseObject({ question: z.string(), answer: z.string() })).nullish(),
        }),
      ),
    }),
  ),
});

type File = z.infer<typeof file>;
type Visit = File['services'][number]['visits'][number];

/** @throws when the file cannot be read, is not YAML, or lacks what the seed needs */
export function readClinic(path: string, env: Environment): ClinicSeed {
  return seedFrom(file.parse(substitute(parse(readFileSync(path, 'utf8')), env)));
}

function seedFrom(clinic: File): ClinicSeed {
  const telehealth = new Map(clinic.practitioners.map(({ id, location }) => [id, location !== 'melbourne']));
  return {
    name: clinic.clinic.name,
    timeZone: clinic.clinic.timeZone,
    minimumNoticeMinutes: clinic.booking?.minimumNoticeMinutes ?? 60,
    practitioners: clinic.practitioners.map((practitioner) => ({
      id: practitioner.id,
      name: practitioner.name,
      telehealth: telehealth.get(practitioner.id) ?? true,
      calendlyToken: practitioner.calendly?.token || null,
      provider: practitioner.medirecords?.provider || null,
      mailbox: practitioner.mailbox || mailboxOf(practitioner.id),
    })),
    eventTypes: eventTypesOf(clinic),
    appointmentTypes: appointmentTypesOf(clinic, telehealth),
  };
}

/** One per distinct id: a visit that several services share (the free call) is one event type. */
function eventTypesOf(clinic: File): SeedEventType[] {
  const found = new Map<string, SeedEventType>();
  for (const { service, visit } of visitsOf(clinic)) {
    for (const [practitionerId, id] of Object.entries(visit.eventTypes ?? {})) {
      const known = found.get(id);
      found.set(id, {
        id,
        practitionerId,
        name: known ? visit.name : `${service}: ${visit.name}`,
        durationMinutes: visit.durationMinutes,
        questions: known?.questions ?? questionsOf(visit),
      });
    }
  }
  return [...found.values()];
}

function questionsOf(visit: Visit): SeedEventType['questions'] {
  const kinds: Record<string, 'phone_number' | 'text'> = { phone: 'phone_number', primaryConcern: 'text' };
  return (visit.questions ?? []).map(({ question, answer }) => ({
    text: question,
    kind: kinds[answer] ?? 'string',
  }));
}

function appointmentTypesOf(clinic: File, telehealth: ReadonlyMap<string, boolean>): SeedAppointmentType[] {
  const found = new Map<string, SeedAppointmentType>();
  for (const { service, visit } of visitsOf(clinic)) {
    const id = visit.medirecords?.appointmentType;
    if (!id) continue;
    found.set(id, {
      id,
      name: found.has(id) ? visit.name : `${service}: ${visit.name}`,
      durationMinutes: visit.durationMinutes,
      telehealth: Object.keys(visit.eventTypes ?? {}).every((person) => telehealth.get(person) ?? true),
    });
  }
  return [...found.values()];
}

function visitsOf(clinic: File): { service: string; visit: Visit }[] {
  return clinic.services.flatMap(({ name, visits }) => visits.map((visit) => ({ service: name, visit })));
}

/** Puts the environment into `${NAME}` and `${NAME:-default}`; an empty variable counts as not set. */
function substitute(value: unknown, env: Environment): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(
      /\$\{([A-Z0-9_]+)(?::-([^}]*))?\}/g,
      (_, name: string, otherwise = '') => env[name] || otherwise,
    );
  }
  if (Array.isArray(value)) return value.map((item) => substitute(item, env));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substitute(item, env)]));
  }
  return value;
}

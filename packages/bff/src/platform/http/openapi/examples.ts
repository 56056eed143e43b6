import type { Json } from './named-schemas.ts';

/** Values that read like those of a clinic, by the name of their field. */
const byName: Readonly<Record<string, unknown>> = {
  about: 'Sleep and stress',
  amountCents: 12000,
  city: 'Melbourne',
  confirmationNumber: 'BOT-2026-1123',
  consent: true,
  consultantName: 'Casey Morgan',
  contactPreference: 'email',
  country: 'AU',
  currency: 'AUD',
  dateOfBirth: '1980-03-27',
  durationMinutes: 30,
  email: 'alex@example.com',
  firstName: 'Alex',
  lastName: 'Sample',
  locale: 'en-AU',
  location: 'Telehealth',
  name: 'Alex Sample',
  patientName: 'Alex Sample',
  phone: '+61412345678',
  postcode: '3000',
  practitionerId: 'dr_dia',
  practitionerIds: ['dr_dia'],
  primaryConcern: 'Sleeping badly',
  reason: 'Feels better',
  service: 'gaps_coaching',
  state: 'VIC',
  time: '09:30',
  timeZone: 'Australia/Melbourne',
  timezone: 'Australia/Melbourne',
  visit: 'followup',
};

/** Values for a field whose name says nothing; the first that the schema takes is used. */
const usual: readonly string[] = [
  'sample',
  '#1d5f4e',
  '7a3f0a4e-2f43-4c3b-8a53-0f4f6fd10a10',
  '2026-11-23T22:30:00Z',
  '2026-11-23',
  '2026-11',
  '09:30',
  'AUD',
  '+61412345678',
  '0412345678',
  '3000',
  'BOT-2026-1123',
  'https://clinic.example/book',
  'alex@example.com',
  'Australia/Melbourne',
  '1.0.0',
  'booking-a1b2c3d4.js',
  'sample-of-a-longer-text-with-only-plain-letters',
];

const formats: Readonly<Record<string, string>> = {
  date: '2026-11-23',
  'date-time': '2026-11-23T22:30:00Z',
  email: 'alex@example.com',
  uri: 'https://clinic.example/book',
  uuid: '7a3f0a4e-2f43-4c3b-8a53-0f4f6fd10a10',
};

interface Schema extends Json {
  $ref?: string;
  allOf?: Schema[];
  anyOf?: Schema[];
  const?: unknown;
  default?: unknown;
  enum?: unknown[];
  exclusiveMinimum?: number;
  format?: string;
  items?: Schema;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  minItems?: number;
  minLength?: number;
  oneOf?: Schema[];
  pattern?: string;
  prefixItems?: Schema[];
  properties?: Record<string, Schema>;
  type?: string | string[];
}

/** Makes an example of a schema: values of a fictional patient, in the shape that the schema asks for. */
export function exampleOf(schema: Json, components: Readonly<Record<string, Json>>): unknown {
  return sample(schema, '', 0);

  function sample(given: Schema, name: string, depth: number): unknown {
    const { $ref } = given;
    if ($ref) return sample(components[$ref.split('/').pop() ?? ''] ?? {}, name, depth + 1);
    if (given.const !== undefined) return given.const;
    if (given.enum) return given.enum.includes(byName[name]) ? byName[name] : given.enum[0];
    const choices = given.anyOf ?? given.oneOf;
    if (choices) {
      const [first = {}] = choices.filter(({ type }) => type !== 'null');
      return sample(first, name, depth);
    }
    if (given.allOf) {
      return Object.assign({}, ...given.allOf.map((each) => sample(each, name, depth)));
    }
    const type = Array.isArray(given.type) ? given.type.find((each) => each !== 'null') : given.type;
    switch (type) {
      case 'object':
        return object(given, depth);
      case 'array':
        return list(given, name, depth);
      case 'string':
        return text(given, name);
      case 'integer':
      case 'number':
        return number(given, name);
      case 'boolean':
        return byName[name] ?? given.default ?? false;
      case 'null':
        return null;
      default:
        return given.default ?? byName[name] ?? 'sample';
    }
  }

  function object({ properties = {}, required }: Schema, depth: number): Json {
    const needed = new Set(Array.isArray(required) ? required : []);
    // Deep down, an example shows only what has to be there.
    const shown = Object.entries(properties).filter(([name]) => depth < 4 || needed.has(name));
    return Object.fromEntries(shown.map(([name, each]) => [name, sample(each, name, depth + 1)]));
  }

  function list({ items, prefixItems, minItems = 0 }: Schema, name: string, depth: number): unknown[] {
    if (prefixItems) return prefixItems.map((each) => sample(each, name, depth + 1));
    if (!items || (depth > 6 && minItems === 0)) return [];
    const one = sample(items, name.replace(/s$/, ''), depth + 1);
    return Array.from({ length: Math.max(1, minItems) }, () => one);
  }
}

function text(schema: Schema, name: string): string {
  const known = byName[name];
  const candidates = [
    ...(schema.format && formats[schema.format] ? [formats[schema.format] ?? ''] : []),
    ...(typeof known === 'string' ? [known] : []),
    ...usual,
  ];
  return candidates.find((candidate) => fits(candidate, schema)) ?? 'sample';
}

function fits(
  candidate: string,
  { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema,
): boolean {
  if (candidate.length < minLength || candidate.length > maxLength) return false;
  return pattern === undefined || new RegExp(pattern, 'u').test(candidate);
}

function number({ minimum, exclusiveMinimum, maximum }: Schema, name: string): number {
  const least = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1);
  const known = byName[name];
  const value = typeof known === 'number' ? known : 1;
  return Math.min(Math.max(value, least), maximum ?? Number.POSITIVE_INFINITY);
}

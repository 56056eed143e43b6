import { z } from 'zod';
import { StartRefusal } from '../../platform/start-refusal.ts';
import * as kinds from './environment-kinds.ts';
import { productionMistakes } from './production-checks.ts';

/** Every variable that the server reads; `.env.example` explains each. */
const variables = {
  NODE_ENV: z.string().optional(),
  ROLE: z.enum(['web', 'worker', 'all'], 'must be web, worker or all').default('all'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error').default('info'),
  PORT: kinds.port.default(8787),
  PUBLIC_URL: kinds.origin,
  TRUSTED_PROXIES: kinds.addresses.default([]),
  DATABASE_URL: kinds.url('postgres', 'postgresql').optional(),
  DATA_DIR: z.string().default('.data'),
  ALLOW_EMBEDDED_DATABASE: z.enum(['0', '1'], 'must be 0 or 1').default('0'),
  CLINIC_CONFIG: z.string().default('clinic.yaml'),
  CALENDLY_API_KEY: kinds.secret,
  CALENDLY_BASE_URL: kinds.url('https', 'http'),
  CALENDLY_WEBHOOK_SIGNING_KEY: kinds.secret,
  MEDIRECORDS_API_KEY: kinds.secret,
  MEDIRECORDS_BASE_URL: kinds.url('https', 'http'),
  MEDIRECORDS_PRACTICE_ID: kinds.text,
  STRIPE_SECRET_KEY: kinds.secret,
  STRIPE_PUBLISHABLE_KEY: kinds.text,
  STRIPE_WEBHOOK_SECRET: kinds.secret,
  STRIPE_API_BASE: kinds.origin,
  STRIPE_JS_URL: kinds.url('https', 'http').default('https://js.stripe.com/endive/stripe.js'),
  SMTP_URL: kinds.url('smtp', 'smtps'),
  MAIL_FROM: kinds.mailbox,
  ENQUIRIES_EMAIL: kinds.email,
  CONSULTANT_JWT_SECRET: kinds.signingSecret,
  METRICS_TOKEN: kinds.secret.optional(),
  DATA_ENCRYPTION_KEYS: kinds.sealingKeys,
};

/** Each group is set as a whole, or left out as a whole. */
const groups = {
  microsoft: {
    MICROSOFT_TENANT_ID: kinds.text,
    MICROSOFT_CLIENT_ID: kinds.text,
    MICROSOFT_CLIENT_SECRET: kinds.secret,
    MICROSOFT_LOGIN_BASE_URL: kinds.url('https', 'http'),
    MICROSOFT_GRAPH_BASE_URL: kinds.url('https', 'http'),
  },
  jotform: {
    JOTFORM_API_KEY: kinds.secret,
    JOTFORM_BASE_URL: kinds.url('https', 'http'),
    JOTFORM_WEBHOOK_SECRET: kinds.secret,
  },
  twilio: {
    TWILIO_ACCOUNT_SID: kinds.text,
    TWILIO_AUTH_TOKEN: kinds.secret,
    TWILIO_FROM: kinds.text,
    TWILIO_BASE_URL: kinds.url('https', 'http'),
  },
};

type Parsed<Shape extends z.ZodRawShape> = z.infer<z.ZodObject<Shape>>;

export interface Environment extends Parsed<typeof variables> {
  /** `null`: the feature is off. */
  microsoft: Parsed<typeof groups.microsoft> | null;
  jotform: Parsed<typeof groups.jotform> | null;
  twilio: Parsed<typeof groups.twilio> | null;
}

const kindsByName = new Map(
  [variables, ...Object.values(groups)].flatMap((shape) => Object.entries<z.ZodType>(shape)),
);

/** The names of all variables, for the test that `.env.example` lists each. */
export const variableNames = [...kindsByName.keys()];

/** The variables whose values are secret. A variable is secret by its kind, so that no list has to be kept. */
export const secretNames = variableNames.filter((name) => {
  const kind = kindsByName.get(name);
  return kind !== undefined && kinds.isSecret(kind);
});

export type RawEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Parses the environment. An empty value counts as none.
 * @throws StartRefusal with one sentence for each variable that is missing or malformed
 */
export function readEnvironment(raw: RawEnvironment): Environment {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value?.trim()));
  const sentences: string[] = [];

  const parse = <Shape extends z.ZodRawShape>(shape: Shape): Parsed<Shape> | null => {
    const result = z.object(shape).safeParse(given);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const name = String(issue.path[0]);
      sentences.push(
        given[name] === undefined
          ? `${name} is not set: .env.example says what it is for.`
          : `${name} ${issue.message}.`,
      );
    }
    return null;
  };

  const parseGroup = <Shape extends z.ZodRawShape>(shape: Shape, feature: string) => {
    const names = Object.keys(shape);
    const missing = names.filter((name) => given[name] === undefined);
    if (missing.length === names.length) return null;
    if (missing.length > 0) {
      sentences.push(
        `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set, but others for ${feature} are: set all of ${names.join(', ')}, or none.`,
      );
      return null;
    }
    return parse(shape);
  };

  const own = parse(variables);
  const microsoft = parseGroup(groups.microsoft, 'Microsoft 365');
  const jotform = parseGroup(groups.jotform, 'JotForm');
  const twilio = parseGroup(groups.twilio, 'Twilio');
  if (given.NODE_ENV === 'production' && !given.DATABASE_URL && given.ALLOW_EMBEDDED_DATABASE !== '1') {
    sentences.push(
      'DATABASE_URL is not set: in production bookings belong in a PostgreSQL, as the embedded database does not survive a power cut (ALLOW_EMBEDDED_DATABASE=1 accepts that).',
    );
  }
  if (given.NODE_ENV === 'production') sentences.push(...mistakesInProduction(given));
  if (!own || sentences.length > 0) throw new StartRefusal(sentences.join('\n'));
  return {
    ...own,
    microsoft,
    jotform,
    twilio,
  };
}

/** Read from the values as they are set, so that a mistake in another variable hides none of these. */
function mistakesInProduction(given: RawEnvironment): string[] {
  const sealingKeys = kinds.sealingKeys.safeParse(given.DATA_ENCRYPTION_KEYS ?? '');
  const secrets = secretNames.flatMap((name): [string, string][] => {
    const value = given[name];
    return value === undefined || name === 'DATA_ENCRYPTION_KEYS' ? [] : [[name, value.trim()]];
  });
  return productionMistakes({
    secrets: new Map(secrets),
    sealingKeys: sealingKeys.data ?? [],
    publicUrl: given.PUBLIC_URL?.trim(),
  });
}

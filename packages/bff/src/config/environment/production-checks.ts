import type { Clinic } from '../clinic/clinic.ts';
import { weaknessOf, weaknessOfKey } from './secret-strength.ts';

/** Secrets that may protect patients, and the address that they reach the server by. */
export interface ProductionFacts {
  /** By the name of the variable, as it is set. */
  secrets: ReadonlyMap<string, string>;
  /** The keys of DATA_ENCRYPTION_KEYS, when they can be read. */
  sealingKeys: readonly { id: string; key: Uint8Array }[];
  publicUrl: string | undefined;
}

/**
 * What a server that treats real patients must not run with: secrets that a stranger can read in our repository or
 * guess, and an address that sends tokens over the network in clear. One sentence for each, all of them at once.
 */
export function productionMistakes({ secrets, sealingKeys, publicUrl }: ProductionFacts): string[] {
  const weak = [...secrets].flatMap(([name, value]) => sentence(name, weaknessOf(value)));
  const weakKeys = sealingKeys.flatMap(({ key }) => sentence('DATA_ENCRYPTION_KEYS', weaknessOfKey(key)));
  const insecure = publicUrl?.startsWith('http://')
    ? [
        `PUBLIC_URL must begin with https:// in production, because the links and tokens of patients travel over it.`,
      ]
    : [];
  return [...new Set([...insecure, ...weak, ...weakKeys])];
}

/** The tokens of practitioners come from `clinic.yaml`. */
export function weakTokens({ practitioners }: Pick<Clinic, 'practitioners'>): string[] {
  return practitioners.flatMap(({ id, calendly }) =>
    calendly.token
      ? sentence(`The calendly.token of "${id}" in clinic.yaml`, weaknessOf(calendly.token))
      : [],
  );
}

function sentence(name: string, weakness: string | null): string[] {
  if (weakness === null) return [];
  return [`${name} ${weakness}: with NODE_ENV=production it must be a random secret of your own.`];
}

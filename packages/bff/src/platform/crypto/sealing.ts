import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** One key of `DATA_ENCRYPTION_KEYS`. */
export interface SealingKey {
  /** Stored with every value, so that it is known which key opens it. Letters, digits, `-` and `_`. */
  id: string;
  /** 32 bytes. */
  key: Uint8Array;
}

/**
 * What a value is and whose: `booking.patient:0f0c…`. Bound to the sealed text, so that a value copied into
 * another row or column does not open there.
 */
export type SealingPurpose = string;

export interface Sealing {
  /** Encrypts any JSON value. The same value sealed twice gives two different texts. */
  seal(value: unknown, purpose: SealingPurpose): string;
  /** @throws CannotOpen when the key is gone, the text was changed, or the purpose is another one */
  open(sealed: string, purpose: SealingPurpose): unknown;
  /** The same value under the key that writes now, or `null` when it is under that key already. */
  reEncrypt(sealed: string, purpose: SealingPurpose): string | null;
  readonly currentKeyId: string;
  /** How a value begins that stands under the key that writes. */
  readonly currentPrefix: string;
  /** The ids of all keys, the one that writes first. */
  readonly keyIds: readonly string[];
}

export class CannotOpen extends Error {
  readonly code: 'unknown_key' | 'changed' | 'not_sealed';
  constructor(code: CannotOpen['code'], options?: { cause?: unknown }) {
    super(`A sealed value does not open: ${code}.`, options);
    this.name = 'CannotOpen';
    this.code = code;
  }
}

/** Characters of a key's id, at most: `DATA_ENCRYPTION_KEYS` refuses longer ones. */
export const longestKeyId = 32;

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM. A sealed text is `v1.{key id}.{base64url of nonce, tag and ciphertext}`.
 * The first key writes, all keys read.
 */
export function createSealing(keys: readonly SealingKey[]): Sealing {
  const [current] = keys;
  if (!current) throw new Error('Sealing needs at least one key.');
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  if (byId.size !== keys.length) throw new Error('Two sealing keys have one id.');

  const seal = (value: unknown, purpose: SealingPurpose) => {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', current.key, nonce);
    cipher.setAAD(boundTo(current.id, purpose));
    const text = Buffer.concat([cipher.update(JSON.stringify(value ?? null), 'utf8'), cipher.final()]);
    const packed = Buffer.concat([nonce, cipher.getAuthTag(), text]);
    return `${version}.${current.id}.${packed.toString('base64url')}`;
  };

  const open = (sealed: string, purpose: SealingPurpose): unknown => {
    const [foundVersion, keyId, data, ...rest] = sealed.split('.');
    if (foundVersion !== version || !keyId || !data || rest.length > 0) throw new CannotOpen('not_sealed');
    const key = byId.get(keyId);
    if (!key) throw new CannotOpen('unknown_key');
    const packed = Buffer.from(data, 'base64url');
    if (packed.length < nonceBytes + tagBytes) throw new CannotOpen('not_sealed');
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, packed.subarray(0, nonceBytes));
      decipher.setAAD(boundTo(keyId, purpose));
      decipher.setAuthTag(packed.subarray(nonceBytes, nonceBytes + tagBytes));
      const text = Buffer.concat([decipher.update(packed.subarray(nonceBytes + tagBytes)), decipher.final()]);
      return JSON.parse(text.toString('utf8'));
    } catch (cause) {
      throw new CannotOpen('changed', { cause });
    }
  };

  const currentPrefix = `${version}.${current.id}.`;

  return {
    currentKeyId: current.id,
    currentPrefix,
    keyIds: keys.map(({ id }) => id),
    seal,
    open,
    reEncrypt: (sealed, purpose) =>
      sealed.startsWith(currentPrefix) ? null : seal(open(sealed, purpose), purpose),
  };
}

function boundTo(keyId: string, purpose: SealingPurpose): Buffer {
  return Buffer.from(`${version}\n${keyId}\n${purpose}`, 'utf8');
}

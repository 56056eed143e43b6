import { createHash, generateKeyPair, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';

/** A key pair of the login, made when it is first needed, because making one takes the processor a while. */
export class SigningKey {
  #pair: Promise<{ privateKey: KeyObject; publicKey: KeyObject }> | undefined;

  /** The public key, as the keys' address lists it. */
  async publicJwk(): Promise<JsonWebKey & { kid: string; use: string }> {
    const { publicKey } = await this.#keys();
    const jwk = publicKey.export({ format: 'jwk' });
    return { ...jwk, kid: keyIdOf(jwk), use: 'sig' };
  }

  /** A token that holds these claims, signed with RS256. */
  async signed(claims: object, keyId?: string): Promise<string> {
    const { privateKey } = await this.#keys();
    const kid = keyId ?? (await this.publicJwk()).kid;
    const text = [{ typ: 'JWT', alg: 'RS256', kid }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
  }

  #keys(): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
    this.#pair ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    return this.#pair;
  }
}

function keyIdOf({ n }: JsonWebKey): string {
  return createHash('sha256')
    .update(n ?? '')
    .digest('base64url')
    .slice(0, 27);
}

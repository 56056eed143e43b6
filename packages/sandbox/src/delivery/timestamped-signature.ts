import { createHmac } from 'node:crypto';

/** `t=…,v1=…`: HMAC-SHA256 of the time in seconds, a full stop and the body. Stripe and Calendly both sign so. */
export function timestampedSignature(key: string, at: Date, body: string): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`;
}

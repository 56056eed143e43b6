import { domainToASCII } from 'node:url';
import { addressGroup } from '../http/requests/address-group.ts';

/** By what is counted: hashes under a secret key, so that the table tells nothing about a person. */
export interface LimitKeys {
  /** A client's address; IPv6 by its /64. */
  address(address: string): string;
  /** A mailbox. Spellings that one mailbox receives are one key. */
  mailbox(email: string): string;
  /** A phone number, with or without its country code. */
  phone(phone: string): string;
}

/** @param hash a keyed hash */
export function limitKeys(hash: (text: string) => string): LimitKeys {
  return {
    address: (address) => hash(`limit\naddress\n${addressGroup(address)}`),
    mailbox: (email) => hash(`limit\nmailbox\n${mailboxOf(email)}`),
    phone: (phone) => hash(`limit\nphone\n${phone.normalize('NFKC').replace(/\D/g, '').slice(-9)}`),
  };
}

/**
 * Two people whose addresses differ only in this may share a limit, but never data: `+tag` is one mailbox with most
 * providers, and so are dots with Google.
 */
function mailboxOf(email: string): string {
  const text = email.trim().normalize('NFKC').toLowerCase();
  const at = text.lastIndexOf('@');
  const domain = domainToASCII(text.slice(at + 1)) || text.slice(at + 1);
  const [name = ''] = text.slice(0, Math.max(0, at)).split('+');
  const google = domain === 'gmail.com' || domain === 'googlemail.com';
  return google ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`;
}

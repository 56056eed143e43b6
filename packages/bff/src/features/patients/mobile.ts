/** One spelling for a phone number. Rules: ACMA numbering plan (10 digits with the trunk 0, +61 without it). */
export interface PhoneNumber {
  /** Digits as a record keeps them: `04…` for an Australian mobile, country code first for abroad. */
  digits: string;
  /** E.164 for messages and `tel:` links; `null` when the country cannot be known. */
  e164: string | null;
  australianMobile: boolean;
}

/** Reads a number as typed: spaces, brackets, `+61 (0)412…`, `0011 44…`. */
export function readPhone(typed: string): PhoneNumber {
  const plus = typed.trim().startsWith('+');
  let digits = typed.replace(/\D/g, '');
  let international = plus;
  if (!plus && /^(0011|00)[1-9]/.test(digits)) {
    digits = digits.replace(/^(0011|00)/, '');
    international = true;
  }
  const national = australianNational(digits, international);
  if (national) {
    return {
      digits: national,
      e164: `+61${national.slice(1)}`,
      australianMobile: /^0[45]/.test(national),
    };
  }
  return { digits, e164: international ? `+${digits}` : null, australianMobile: false };
}

/** The 10 digits with the leading 0; `null` when it is not an Australian geographic or mobile number. */
function australianNational(digits: string, international: boolean): string | null {
  if (international) return digits.match(/^610?([23478]\d{8}|5\d{8})$/)?.[1]?.replace(/^/, '0') ?? null;
  if (/^0[234578]\d{8}$/.test(digits)) return digits;
  // "61412…" typed without its plus, and "412…" typed without its zero.
  const rest = digits.match(/^61(?:0)?([2-578]\d{8})$/)?.[1] ?? digits.match(/^(4\d{8})$/)?.[1];
  return rest ? `0${rest}` : null;
}

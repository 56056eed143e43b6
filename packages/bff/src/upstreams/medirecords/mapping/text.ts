/** B: digits only. An Australian mobile is written `04…`, however the patient wrote it. */
export function localDigits(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^61(?=4\d{8}$)/, '0');
}

/** The text without the spaces around it; `null` when it is empty. */
export function filled(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

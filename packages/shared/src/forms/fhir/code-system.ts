/** The value set that a field's options stand in; made from the questionnaire's own address. */
export function systemOf(base: string, linkId: string): string {
  return `${base}/CodeSystem/${linkId.replaceAll('.', '-')}`;
}

/** What a colleague is called. @param actor as in the audit trail: `staff:sam@example.com`, `patient`, `vendor:calendar` */
export function colleagueName(staff: readonly { address: string; name: string }[], actor: string): string {
  if (actor === 'patient') return 'The patient';
  if (actor === 'vendor:calendar') return 'The calendar';
  const id = actor.replace(/^staff:/, '');
  return staff.find(({ address }) => address === id)?.name ?? id;
}

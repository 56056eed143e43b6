import type { Finding } from '../../finding.ts';
import type { Clinic } from '../clinic.ts';

/** Checks who may use the desk: each address once, practitioners that exist, and one manager at least. */
export function checkStaff({ staff, practitioners }: Clinic): Finding[] {
  const known = new Set(practitioners.map(({ id }) => id));
  const addresses = new Set<string>();
  const findings: Finding[] = [];
  staff.forEach(({ address, role, practitioner }, index) => {
    const add = (key: string, sentence: string) => findings.push({ path: ['staff', index, key], sentence });
    if (addresses.has(address)) {
      add('address', `the address "${address}" is there twice: one person has one role.`);
    }
    addresses.add(address);
    if (practitioner !== undefined && !known.has(practitioner)) {
      add(
        'practitioner',
        `"${practitioner}" is not a practitioner: write one of ${[...known].join(', ')}, or take the line out.`,
      );
    }
    if (role === 'practitioner' && practitioner === undefined) {
      add(
        'role',
        `"${address}" has the role practitioner: say with "practitioner" whose patients and times these are.`,
      );
    }
  });
  if (staff.length > 0 && !staff.some(({ role }) => role === 'manager')) {
    const sentence = 'no one under staff is a manager: only a manager sees who may use the desk.';
    findings.push({ path: ['staff'], sentence });
  }
  return findings;
}

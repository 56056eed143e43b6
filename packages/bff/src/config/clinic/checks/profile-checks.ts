import { bannedIn } from '@botaniqal/shared/forms/lint/banned-words.ts';
import { siteMatcher } from '../../../platform/http/requests/origins.ts';
import type { Finding } from '../../finding.ts';
import type { Clinic } from '../clinic.ts';

const publicTexts = ['name', 'title', 'qualifications', 'about'] as const;

/** Public texts with words that the law bans in advertising, photos of third parties, and one number for two people. */
export function checkProfiles(clinic: Clinic): Finding[] {
  const { practitioners, sites } = clinic;
  const isOfTheClinic = siteMatcher(sites);
  const numbers = new Map<string, string>();
  const rebates = checkRebates(clinic);
  const profiles = practitioners.flatMap((practitioner, index) => {
    const path = ['practitioners', index];
    const findings: Finding[] = publicTexts.flatMap((key) =>
      bannedIn(practitioner[key]).map(({ word, source }) => ({
        path: [...path, key],
        sentence: `the ${key} of "${practitioner.id}" says "${word}", which a clinic may not advertise: use other words (${source}).`,
      })),
    );
    const { id, registration, photo } = practitioner;
    const owner = numbers.get(registration);
    if (registration && owner) {
      findings.push({
        path: [...path, 'registration'],
        sentence: `"${id}" and "${owner}" have the same registration number: each person has their own.`,
      });
    }
    numbers.set(registration, id);
    if (photo.includes('://') && !isOfTheClinic(originOf(photo))) {
      findings.push({
        path: [...path, 'photo'],
        sentence: `the photo of "${id}" is on a server that is not under sites: put the file beside clinic.yaml and write its name.`,
      });
    }
    return findings;
  });
  return [...rebates, ...profiles];
}

function checkRebates({ services }: Clinic): Finding[] {
  return services.flatMap((service, at) =>
    service.visits.flatMap(({ kind, rebate }, index) =>
      bannedIn(rebate).map(({ word, source }) => ({
        path: ['services', at, 'visits', index, 'rebate'],
        sentence: `the rebate of ${service.id}, ${kind}, says "${word}", which a clinic may not advertise: use other words (${source}).`,
      })),
    ),
  );
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : '';
}

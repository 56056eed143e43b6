import { promotionMistake, sameCode } from '@botaniqal/shared/pricing/promotion.ts';
import { quote } from '@botaniqal/shared/pricing/quote.ts';
import type { Finding } from '../../finding.ts';
import { visitRefusal } from '../bookability.ts';
import type { Clinic, Practitioner, Service, Visit } from '../clinic.ts';
import { checkJotform } from './jotform-checks.ts';
import { checkProfiles } from './profile-checks.ts';
import { checkStaff } from './staff-checks.ts';
import { checkWorkingHours } from './working-hours-checks.ts';

/** What one entry of `clinic.yaml` says about another, checked. Pure; every finding, not only the first. */
export function checkClinic(clinic: Clinic): Finding[] {
  const practitioners = new Map(clinic.practitioners.map((entry) => [entry.id, entry]));
  return [
    ...duplicates(clinic.practitioners, ['practitioners'], (entry) => entry.id, 'practitioner'),
    ...sharedMailboxes(clinic),
    ...duplicates(clinic.services, ['services'], (entry) => entry.id, 'service'),
    ...duplicates(clinic.sites, ['sites'], (site) => site, 'site'),
    ...clinic.services.flatMap((service, index) => checkService(service, ['services', index], practitioners)),
    ...idlePractitioners(clinic),
    ...checkProfiles(clinic),
    ...checkWorkingHours(clinic),
    ...clinic.promotions.flatMap((_, index) => checkPromotion(clinic, index)),
    ...checkStaff(clinic),
    ...checkJotform(clinic.jotform),
  ];
}

function checkService(
  service: Service,
  path: Finding['path'],
  practitioners: ReadonlyMap<string, Practitioner>,
): Finding[] {
  const findings = [...duplicates(service.visits, [...path, 'visits'], (visit) => visit.kind, 'visit')];
  service.visits.forEach((visit, index) => {
    findings.push(...checkVisit(service, visit, [...path, 'visits', index], practitioners));
  });
  if (service.visits.every((visit) => Object.keys(visit.eventTypes).length === 0)) {
    findings.push({
      path,
      sentence: `no practitioner offers the service "${service.id}": give at least one of its visits an event type of a practitioner.`,
    });
  }
  return findings;
}

function checkVisit(
  service: Service,
  visit: Visit,
  path: Finding['path'],
  practitioners: ReadonlyMap<string, Practitioner>,
): Finding[] {
  const findings: Finding[] = [];
  const name = `the ${visit.kind} visit of "${service.id}"`;
  const offered = Object.keys(visit.eventTypes);
  for (const practitionerId of offered) {
    if (!practitioners.has(practitionerId)) {
      findings.push({
        path: [...path, 'eventTypes', practitionerId],
        sentence: `"${practitionerId}" is not a practitioner: ${name} may name ${[...practitioners.keys()].join(', ')}.`,
      });
    }
  }
  if (visit.bookable !== 'no' && offered.length === 0) {
    findings.push({
      path: [...path, 'eventTypes'],
      sentence: `${name} is bookable, but no practitioner has an event type for it: add one, or set bookable to no.`,
    });
  }
  if (visit.bookable === 'online' && visitRefusal(visit, 'online') === 'no_price') {
    findings.push({
      path: [...path, 'price'],
      sentence: `${name} is bookable online, but has no price: set amountCents (0 when it is free), or set bookable to phone or no.`,
    });
  }
  return [
    ...findings,
    ...duplicates(visit.forms, [...path, 'forms'], (form) => form, 'form'),
    ...duplicates(visit.questions, [...path, 'questions'], (entry) => entry.question, 'question'),
  ];
}

/** Two practitioners with one mailbox would each be busy with the appointments of the other. */
function sharedMailboxes({ practitioners }: Clinic): Finding[] {
  const seen = new Set<string>();
  return practitioners.flatMap(({ mailbox }, index) => {
    const key = mailbox?.toLowerCase();
    if (!key) return [];
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const sentence = `the mailbox "${mailbox}" is there twice: each practitioner needs a mailbox of their own, or none.`;
    return [{ path: ['practitioners', index, 'mailbox'], sentence }];
  });
}

/** A practitioner whom no visit names is a mistake in one of the two places. */
function idlePractitioners(clinic: Clinic): Finding[] {
  const busy = new Set(clinic.services.flatMap((s) => s.visits.flatMap((v) => Object.keys(v.eventTypes))));
  return clinic.practitioners.flatMap((practitioner, index) =>
    busy.has(practitioner.id)
      ? []
      : [
          {
            path: ['practitioners', index, 'id'],
            sentence: `"${practitioner.id}" offers no visit: give them an event type in one, or take the entry out.`,
          },
        ],
  );
}

/** A code must make sense by itself, and leave something to pay: what costs nothing is not paid online. */
function checkPromotion(clinic: Clinic, index: number): Finding[] {
  const promotion = clinic.promotions[index];
  if (!promotion) return [];
  const path = ['promotions', index];
  const twice = clinic.promotions.slice(0, index).some((earlier) => sameCode(earlier.code, promotion.code));
  if (twice) return [{ path, sentence: `the promotion "${promotion.code}" is there twice: keep one.` }];
  const mistake = promotionMistake(promotion);
  if (mistake) return [{ path, sentence: `the promotion "${promotion.code}" does not hold: ${mistake}` }];
  const day = promotion.validFrom ?? promotion.validTo ?? '2026-01-01';
  return paidOnline(clinic)
    .filter(({ line, priceCents }) => {
      const priced = quote({
        lines: [line],
        priceOf: () => priceCents,
        code: promotion.code,
        promotions: [promotion],
        at: new Date(`${day}T12:00:00Z`),
        timeZone: 'UTC',
      });
      return priced.kind === 'priced' && priced.quote.totalCents === 0;
    })
    .map(({ line }) => ({
      path,
      sentence: `the promotion "${promotion.code}" leaves nothing to pay for the ${line.visit} visit of "${line.service}": make it smaller, or leave that visit out.`,
    }));
}

function paidOnline(clinic: Clinic) {
  return clinic.services.flatMap((service) =>
    service.visits
      .filter((visit) => visitRefusal(visit, 'online') === null)
      .map((visit) => ({
        line: { service: service.id, visit: visit.kind },
        priceCents: visit.price?.amountCents ?? 0,
      }))
      .filter(({ priceCents }) => priceCents > 0),
  );
}

function duplicates<Entry>(
  entries: readonly Entry[],
  path: Finding['path'],
  keyOf: (entry: Entry) => string,
  noun: string,
): Finding[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const key = keyOf(entry);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: [...path, index], sentence: `the ${noun} "${key}" is there twice: keep one.` }];
  });
}

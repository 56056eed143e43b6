import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consultationRequest } from '../contracts/bookings.ts';
import {
  type ConsultationDetails,
  consultationFaults,
  consultationFields,
  consultationLimits,
  tidyDetails,
} from './consultation-details.ts';

const good: ConsultationDetails = {
  patientName: 'Alex Sample',
  email: 'alex@example.com',
  phone: '0412 345 678',
  primaryConcern: 'Poor sleep',
};

/** The server's verdict on the same details, by field. */
function serverRefuses(details: ConsultationDetails): string[] {
  const parsed = consultationRequest.safeParse({
    ...tidyDetails(details),
    preferredTimes: ['2026-11-23T22:30:00Z'],
    timezone: 'Australia/Melbourne',
  });
  return parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].sort();
}

describe('the details of a consultation', () => {
  it('hold when everything is there', () => assert.deepEqual(consultationFaults(good), {}));

  it('do not hold when a field is empty or only spaces', () => {
    assert.deepEqual(consultationFaults({ patientName: '', email: ' ', phone: '\t', primaryConcern: '\n' }), {
      patientName: 'missing',
      email: 'missing',
      phone: 'missing',
      primaryConcern: 'missing',
    });
  });

  it('tell a wrong shape from a missing value', () => {
    assert.deepEqual(consultationFaults({ ...good, phone: '04123', email: 'alex' }), {
      phone: 'malformed',
      email: 'malformed',
    });
  });

  it('hold when they were pasted from a contact card', () => {
    const pasted = {
      patientName: '\u202aAlex Sample\u202c',
      email: '\ufeffalex@exam\u00adple.com',
      phone: '\u202d+61 412\u2011345\u2011678\u202c',
      primaryConcern: 'Poor\u00a0sleep',
    };
    assert.deepEqual(consultationFaults(pasted), {});
    assert.deepEqual(tidyDetails(pasted), { ...good, phone: '+61 412-345-678' });
  });

  it('miss a name that no person can see', () => {
    assert.deepEqual(consultationFaults({ ...good, patientName: '\u200b\u200b' }), {
      patientName: 'missing',
    });
  });

  it('do not count the spaces around a value', () => {
    assert.deepEqual(consultationFaults({ ...good, email: '  alex@example.com ' }), {});
  });

  it('are judged alike by the browser and by the server', () => {
    const values = [
      '',
      '  ',
      'Alex',
      'alex@example.com',
      ' alex@example.com ',
      '04123',
      '0412 345 678',
      'é@b.com',
      '\u200b',
      '\u202d+61 412\u2011345\u2011678\u202c',
      'alex@münchen.de',
      '\ufeffalex@exam\u00adple.com',
      '13 11 14',
    ];
    for (const field of consultationFields) {
      for (const value of [
        ...values,
        'x'.repeat(consultationLimits[field]),
        'x'.repeat(consultationLimits[field] + 1),
      ]) {
        const details = { ...good, [field]: value };
        assert.deepEqual(
          Object.keys(consultationFaults(details)).sort(),
          serverRefuses(details),
          `${field} = "${value.slice(0, 30)}"`,
        );
      }
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consultationRequest } from '../contracts/bookings.ts';
import {
  type ConsultationDetails,
  consultationFaults,
  consultationFields,
  consultationLimits,
  trimmed,
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
    ...trimmed(details),
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

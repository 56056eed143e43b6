import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { otherLanguages } from '@botaniqal/shared/ids/languages.ts';
import { confirmationMail } from '../mails/confirmation.ts';
import type { AppointmentFacts } from '../rendering/appointment-facts.ts';
import { renderHtml } from '../rendering/render-html.ts';
import { renderText } from '../rendering/render-text.ts';
import { inLanguage } from './in-language.ts';

const facts: AppointmentFacts = {
  clinic: {
    name: 'Botaniqal',
    phone: '(03) 7010 4321',
    openingHours: '',
    timeZone: 'Australia/Melbourne',
    enquiriesEmail: 'enquiries@clinic.example.com',
  },
  bookingId: '8f14e45f-ceea-467f-9575-1f4a2d6f1c22',
  confirmationNumber: 'BOT-2026-1123-K7QM',
  serviceName: 'Weight loss',
  visitName: 'Free first call',
  practitionerName: 'Casey Morgan',
  practitionerTitle: 'Health consultant',
  start: new Date('2026-11-22T22:30:00Z'),
  durationMinutes: 15,
  patient: {
    name: 'Amira Sample',
    email: 'amira@example.com',
    phone: '+61491570156',
    timeZone: 'Australia/Perth',
  },
  joinUrl: 'https://video.example.com/j/1',
  manageUrl: 'https://clinic.example.com/manage#booking=8f14&token=secret',
  checkUrl: 'https://clinic.example/check',
  priceCents: 0,
  currency: 'AUD',
};
const english = confirmationMail(facts, { kind: 'free' });
const { name } = facts.patient;

describe('an email in the language of a patient', () => {
  it('begins in Arabic, from the right, with the patient’s own day and clock; the whole English email follows', () => {
    const mail = inLanguage(english, 'confirmation', facts, 'ar', name);
    assert.equal(mail.subject, `تم حجز موعدك · ${english.subject}`);
    const html = renderHtml(mail);
    const at = (text: string) => {
      const found = html.indexOf(text);
      assert.ok(found > 0, `${text} is missing`);
      return found;
    };
    assert.ok(at('<div lang="ar" dir="rtl"') < at('مرحبًا Amira'));
    assert.ok(at('الاثنين، 23 نوفمبر 2026') < at('Hello Amira'), 'English follows');
    assert.match(html, /6:30\sص إلى 6:45\sص/);
    at('\u2066(03) 7010 4321\u2069');
    assert.ok(renderText(mail).includes(renderText(english).split('\n\n')[2] ?? '-'));
  });

  for (const language of otherLanguages) {
    it(`has every part in ${language}`, () => {
      for (const kind of [
        'confirmation',
        'again-1',
        'video-link',
        'moved-2',
        'cancellation',
        'not-confirmed',
      ]) {
        const text = renderText(inLanguage(english, kind, facts, language, name));
        for (const part of ['Casey Morgan', 'BOT-2026-1123-K7QM', '(03) 7010 4321', 'Perth (AWST)'])
          assert.ok(text.includes(part), `${kind}: ${part}`);
        assert.doesNotMatch(text, /undefined/);
      }
    });
  }

  it('stays English for a patient who reads English, and for a kind without words', () => {
    assert.equal(inLanguage(english, 'confirmation', facts, null, name), english);
    assert.equal(inLanguage(english, 'refund-1', facts, 'vi', name), english);
  });

  it('offers no link to join or change an appointment that is cancelled', () => {
    const lead = inLanguage({ ...english, blocks: [] }, 'cancellation', facts, 'vi', name);
    assert.doesNotMatch(renderText(lead), /https:/);
  });
});

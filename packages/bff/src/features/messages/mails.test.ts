import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RefundTerms } from '@botaniqal/shared/pricing/refund-policy.ts';
import fc from 'fast-check';
import { dark, light } from '../../platform/colours.ts';
import { serviceNames } from '../../testing/fixtures/service-names.ts';
import { cancellationMail, clinicCancellationMail } from './mails/cancellation.ts';
import { confirmationMail } from './mails/confirmation.ts';
import { notConfirmedMail } from './mails/not-confirmed.ts';
import { receptionBookedMail, receptionCancelledMail } from './mails/reception.ts';
import { refundedMail } from './mails/refunded.ts';
import { videoLinkMail } from './mails/video-link.ts';
import type { AppointmentFacts } from './rendering/appointment-facts.ts';
import { calendarFile } from './rendering/calendar-file.ts';
import { isSafeLink, type MailContent } from './rendering/mail-content.ts';
import { renderHtml } from './rendering/render-html.ts';
import { renderText } from './rendering/render-text.ts';
import { describeWhen, whenShort } from './rendering/when.ts';

const joinUrl = 'https://video.example.com/j/1?pwd=a&x=b';
const facts: AppointmentFacts = {
  clinic: {
    name: 'Botaniqal',
    phone: '(03) 7010 4321',
    openingHours: 'Monday to Friday 9 am to 5 pm, Melbourne time',
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
    name: 'Alex Sample',
    email: 'alex@example.com',
    phone: '+61491570156',
    timeZone: 'Australia/Perth',
  },
  joinUrl,
  manageUrl: 'https://clinic.example.com/manage#booking=8f14&token=secret',
  checkUrl: 'https://clinic.example/check',
  priceCents: 0,
  currency: 'AUD',
};

const dueForms = [
  {
    title: 'New patient form',
    minutes: 12,
    href: 'https://clinic.example.com/forms#form=full_intake&booking=8f14&token=secret',
  },
  {
    title: 'Medical history',
    minutes: 10,
    href: 'https://clinic.example.com/forms#form=medical_history&booking=8f14&token=secret',
  },
];

/** A confirmation, of an appointment that costs nothing unless the terms say otherwise. */
const confirmation = (
  about: AppointmentFacts,
  forms?: typeof dueForms,
  refund: RefundTerms = { kind: 'free' },
): MailContent => confirmationMail(about, refund, forms ? { forms } : {});

const everyMail = (about: AppointmentFacts): MailContent[] => [
  confirmation(about),
  confirmation(about, dueForms),
  confirmation({ ...about, joinUrl: null }),
  videoLinkMail({ ...about, joinUrl }),
  cancellationMail(about, 0),
  clinicCancellationMail(about, about.priceCents ?? 0),
  notConfirmedMail(about, [new Date('2026-11-23T22:30:00Z')]),
  receptionBookedMail(about, serviceNames, {
    kind: 'filed',
    patientPage: 'https://practice.example.com/p/1',
  }),
  receptionBookedMail(about, serviceNames, { kind: 'being_filed' }),
  receptionCancelledMail(about, serviceNames, 'online'),
];

describe('the forms of an appointment', () => {
  it('are in the confirmation with a link each, and nothing stands there when none is due', () => {
    const text = renderText(confirmation(facts, dueForms));
    for (const { title, href } of dueForms) {
      assert.ok(text.includes(title));
      assert.ok(text.split(/\s/).includes(href), 'nothing clings to the link');
      assert.ok(renderHtml(confirmation(facts, dueForms)).includes(href.replaceAll('&', '&amp;')));
    }
    assert.doesNotMatch(renderText(confirmation(facts)), /fill/i);
  });
});

describe('what a paid appointment costs, in words', () => {
  const paid = { ...facts, priceCents: 7900 };
  const saying = (mail: MailContent) => renderText(mail).replace(/\s+/g, ' ');

  it('is in the confirmation, as on the card', () => {
    assert.match(saying(confirmation(paid)), /\$79\.00, charged to your card/);
    assert.match(saying(confirmation(facts)), /Free of charge/);
  });

  it('is given back, in part or not at all, and the mail says which', () => {
    assert.match(saying(cancellationMail(paid, 7900)), /We are refunding \$79\.00 to the card/);
    assert.match(saying(cancellationMail(paid, 3950)), /refunding \$39\.50 of the \$79\.00 to the card/);
    assert.match(saying(cancellationMail(paid, 7900)), /within 5 to 10 working days/);
    assert.match(saying(cancellationMail(paid, 0)), /too late for a refund/);
    assert.match(saying(clinicCancellationMail(paid, 7900)), /We are refunding \$79\.00/);
    assert.doesNotMatch(saying(cancellationMail(facts, 0)), /refund/);
    assert.match(saying(clinicCancellationMail(facts, 0)), /You were not charged/);
  });
});

describe('money that staff took, in words', () => {
  const about: AppointmentFacts = {
    ...facts,
    priceCents: 7900,
    paid: { kind: 'taken', by: 'bank transfer', cents: 5000 },
  };
  const saying = (mail: MailContent) => renderText(mail).replace(/\s+/g, ' ');

  it('goes back in the way in which it came, never more than was taken, and no card is named', () => {
    const mails = [confirmation(about), cancellationMail(about, 7900), refundedMail(about, 2000)].map(saying);
    assert.match(mails[0] ?? '', /\$79\.00, paid by bank transfer/);
    assert.match(
      mails[1] ?? '',
      /giving \$50\.00 back to you\. You paid by bank transfer, so our team sends it/,
    );
    assert.match(mails[2] ?? '', /giving \$20\.00 back to you/);
    for (const mail of mails) assert.doesNotMatch(mail, /\bcard\b/);
    assert.match(saying(cancellationMail(about, 0)), /the \$50\.00 is not refunded/);
  });

  it('is not there yet where the patient pays at the appointment', () => {
    const later: AppointmentFacts = { ...about, paid: { kind: 'later' } };
    assert.match(saying(confirmation(later)), /to pay at your appointment/);
    assert.match(saying(cancellationMail(later, 7900)), /You were not charged/);
  });
});

describe('what a cancellation costs, in a confirmation', () => {
  const paid = { ...facts, priceCents: 7900 };
  const saying = (mail: MailContent) => renderText(mail).replace(/\s+/g, ' ');
  const until = new Date('2026-11-21T22:30:00Z');

  it('stands beside the price, on the clock of the patient', () => {
    const mail = saying(confirmation(paid, [], { kind: 'until', until, lateCents: 0 }));
    assert.match(
      mail,
      /charged to your card Free to cancel until Sunday 22 November, 6:30 am\. After that no refund\./,
    );
  });

  it('names the zone where the clocks change between the last free moment and the appointment', () => {
    const start = new Date('2026-10-04T01:00:00Z');
    const patient = { ...facts.patient, timeZone: 'Australia/Melbourne' };
    const before = new Date('2026-10-03T01:00:00Z');
    const mail = confirmation({ ...paid, start, patient }, [], {
      kind: 'until',
      until: before,
      lateCents: 0,
    });
    assert.match(saying(mail), /until Saturday 3 October, 11:00 am AEST\./);
  });

  it('never lets a mail advise to cancel and book again where that may cost money', () => {
    const costly: RefundTerms[] = [
      { kind: 'until', until, lateCents: 0 },
      { kind: 'late', hours: 24, minutes: 0, lateCents: 3950 },
    ];
    for (const terms of costly) {
      const mail = saying(confirmation(paid, [], terms));
      assert.doesNotMatch(mail, /cancel and book again/);
      assert.match(mail, /To change the time, please call us/);
    }
    assert.match(saying(confirmation(facts)), /cancel and book again/);
  });

  it('leads to another booking once it is cancelled', () => {
    for (const mail of [cancellationMail(paid, 0), clinicCancellationMail(paid, 7900)]) {
      assert.ok(renderText(mail).includes('Book another time'));
      assert.ok(renderText(mail).includes(facts.manageUrl));
    }
  });
});

describe('when an appointment is, in words', () => {
  const cases: readonly [string, string, string, string | null][] = [
    ['Australia/Melbourne', 'Monday 23 November 2026, 9:30 am', 'Melbourne time (AEDT)', null],
    [
      'Australia/Brisbane',
      'Monday 23 November 2026, 8:30 am',
      'Brisbane time (AEST)',
      '9:30 am in Melbourne (AEDT)',
    ],
    [
      'Australia/Perth',
      'Monday 23 November 2026, 6:30 am',
      'Perth time (AWST)',
      '9:30 am in Melbourne (AEDT)',
    ],
    // Half an hour of daylight saving: the same clock as Melbourne in summer.
    ['Australia/Lord_Howe', 'Monday 23 November 2026, 9:30 am', 'Lord Howe time (LHDT)', null],
    [
      'Europe/London',
      'Sunday 22 November 2026, 10:30 pm',
      'London time (GMT)',
      'Monday 23 November 2026, 9:30 am in Melbourne (AEDT)',
    ],
  ];
  for (const [zone, time, name, elsewhere] of cases) {
    it(`is right in ${zone}`, () => {
      const when = describeWhen(facts.start, 15, zone, 'Australia/Melbourne');
      assert.equal(`${when.day}, ${when.time}`, time);
      assert.equal(when.zone, name);
      assert.equal(when.elsewhere, elsewhere);
    });
  }

  it('keeps both ends right over the hour that daylight saving takes away', () => {
    const when = describeWhen(
      new Date('2026-10-03T15:50:00Z'),
      15,
      'Australia/Melbourne',
      'Australia/Melbourne',
    );
    assert.deepEqual([when.time, when.until], ['1:50 am AEST', '3:05 am AEDT']);
  });

  it('names both clocks over the hour that daylight saving gives back', () => {
    const start = new Date('2027-04-03T15:50:00Z');
    const when = describeWhen(start, 15, 'Australia/Melbourne', 'Australia/Melbourne');
    assert.deepEqual([when.time, when.until, when.zone], ['2:50 am AEDT', '2:05 am AEST', 'Melbourne time']);
    const mail = confirmation({
      ...facts,
      start,
      patient: { ...facts.patient, timeZone: 'Australia/Melbourne' },
    });
    assert.match(renderText(mail).replace(/\s+/g, ' '), /2:50 am AEDT\s+until 2:05 am AEST, Melbourne time/);
  });

  it('says in a subject which clock it is, where the clinic has another', () => {
    const subject = (timeZone: string) =>
      confirmation({ ...facts, patient: { ...facts.patient, timeZone } }).subject;
    assert.match(subject('Australia/Perth'), /Monday 23 November, 6:30 am AWST$/);
    assert.match(subject('Australia/Melbourne'), /Monday 23 November, 9:30 am$/);
    assert.match(subject('Australia/Sydney'), /Monday 23 November, 9:30 am$/);
  });

  it('writes noon and midnight as people do', () => {
    assert.equal(
      whenShort(new Date('2026-11-23T01:00:00Z'), 'Australia/Melbourne'),
      'Monday 23 November, 12:00 pm',
    );
    assert.equal(
      whenShort(new Date('2026-11-22T13:00:00Z'), 'Australia/Melbourne'),
      'Monday 23 November, 12:00 am',
    );
  });
});

describe('the mails', () => {
  it('tell a patient when, with whom, how to join, how to change, and whom to call', () => {
    for (const body of [renderText(confirmation(facts)), renderHtml(confirmation(facts))]) {
      for (const part of [
        'Monday 23 November 2026, 6:30 am',
        'Perth time (AWST)',
        '9:30 am in Melbourne (AEDT)',
        'Casey Morgan, health consultant',
        'BOT-2026-1123-K7QM',
        '(03) 7010 4321',
        'How to prepare',
      ]) {
        assert.ok(body.includes(part), part);
      }
    }
    assert.ok(renderText(confirmation(facts)).includes(joinUrl));
    assert.ok(renderText(confirmation(facts)).includes(facts.manageUrl));
  });

  it('greet a patient by the name they go by, whichever way they typed it', () => {
    for (const [name, greeting] of [
      ['Alex Sample', 'Hello Alex,'],
      ['Sample, Alex', 'Hello Alex,'],
      ['Suharto', 'Hello Suharto,'],
    ] as const) {
      const mail = confirmation({ ...facts, patient: { ...facts.patient, name } });
      assert.ok(renderText(mail).includes(greeting), greeting);
    }
  });

  it('say that the link follows while it is being made', () => {
    const text = renderText(confirmation({ ...facts, joinUrl: null }));
    assert.match(text, /We\s+will\s+send\s+it\s+in\s+a\s+second,\s+short\s+email/);
  });

  it('name no service, in subject, preview line or body: it would say what a patient suffers from', () => {
    for (const mail of everyMail(facts)) {
      const all = `${mail.subject}\n${mail.preheader}\n${renderText(mail)}\n${renderHtml(mail)}`;
      assert.ok(!all.includes('Weight loss'), mail.subject);
    }
  });

  it('load nothing, run nothing, and carry a plain text part that says the same', () => {
    for (const mail of everyMail(facts)) {
      const html = renderHtml(mail);
      assert.doesNotMatch(html, /<(script|img|link|iframe|object|form|svg)\b|url\(|@import|\bon\w+=/i);
      assert.ok(html.includes('lang="en-AU"'));
      const text = renderText(mail);
      assert.ok(text.includes(mail.title));
      assert.doesNotMatch(text, /<[a-z/]/i);
      assert.ok(text.split('\n').every((line) => line.length <= 110 || line.includes('://')));
    }
  });

  it('draw all that a patient types as text, never as a tag, an attribute or a header', () => {
    const nasty = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "Alex' onmouseover='x",
        'javascript:alert(1)',
        '</td></table>&lt;b&gt;',
      ),
    );
    const tags = (html: string) =>
      html.match(/<[a-z!/][^>]*>/gi)?.map((tag) => tag.replace(/href="[^"]*"/, '')) ?? [];
    const calm = everyMail(facts).map((mail) => tags(renderHtml(mail)));
    fc.assert(
      fc.property(nasty, nasty, (name, phone) => {
        const patient = { ...facts.patient, name: `A${name}`, phone: `0${phone}` };
        const wild = everyMail({ ...facts, patient });
        wild.forEach((mail, index) => {
          assert.doesNotMatch(renderHtml(mail), /<(script|img)\b/i);
          const drawn = tags(renderHtml(mail)).filter((tag) => !/^<\/?a\b/.test(tag));
          assert.deepEqual(
            drawn,
            calm[index]?.filter((tag) => !/^<\/?a\b/.test(tag)),
          );
        });
      }),
      { numRuns: 60 },
    );
  });

  it('follow only safe links', () => {
    assert.ok(isSafeLink('https://example.com/a?b=c&d=e#f'));
    for (const link of [
      'javascript:alert(1)',
      'data:text/html,x',
      'https://a b',
      'https://x"onclick="',
      '',
    ]) {
      assert.ok(!isSafeLink(link), link);
    }
  });

  it('keep 4.5:1 between text and ground, in light and in dark', () => {
    for (const theme of [light, dark]) {
      const pairs: readonly [string, string][] = [
        [theme.ink, theme.paper],
        [theme.ink, theme.wash],
        [theme.second, theme.paper],
        [theme.second, theme.wash],
        [theme.accent, theme.paper],
        [theme.accent, theme.wash],
        [theme.accent, theme.accentWash],
        [theme.accentText, theme.accent],
        [theme.warning, theme.warningWash],
      ];
      for (const [text, ground] of pairs) {
        assert.ok(
          contrast(text, ground) >= 4.5,
          `${text} on ${ground}: ${contrast(text, ground).toFixed(2)}`,
        );
      }
    }
  });
});

describe('the calendar file', () => {
  const at = new Date('2026-11-20T05:00:00Z');
  const file = (edition = { sequence: 0, cancelled: false, at }) =>
    calendarFile(facts, edition).replace(/\r\n[ \t]/g, '');

  it('holds the instant in UTC, under one name in every edition', () => {
    assert.match(file(), /METHOD:PUBLISH\r\n/);
    assert.match(file(), /DTSTART:20261122T223000Z\r\nDTEND:20261122T224500Z\r\n/);
    const uid = /UID:(.*)\r\n/.exec(file())?.[1];
    assert.ok(uid?.startsWith(facts.bookingId));
    const later = file({ sequence: 2, cancelled: true, at });
    assert.ok(later.includes(`UID:${uid}\r\n`));
    assert.match(later, /METHOD:CANCEL\r\n/);
    assert.match(later, /SEQUENCE:2\r\n/);
    assert.match(later, /STATUS:CANCELLED\r\n/);
  });

  it('ends every line as the standard asks, and folds the long ones', () => {
    const whole = calendarFile(facts, { sequence: 0, cancelled: false, at });
    assert.match(whole, /\r\nEND:VCALENDAR\r\n$/);
    assert.doesNotMatch(whole, /[^\r]\n/);
    for (const line of whole.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  });

  it('keeps the lines short and the characters whole, in each alphabet', () => {
    const practitionerName = `Dr ${'王小明'.repeat(20)} ${'🎻'.repeat(20)}`;
    const whole = calendarFile({ ...facts, practitionerName }, { sequence: 0, cancelled: false, at });
    for (const line of whole.split('\r\n')) {
      assert.ok(Buffer.byteLength(line) <= 75, line);
      assert.ok(line.isWellFormed());
    }
    assert.ok(whole.replace(/\r\n[ \t]/g, '').includes(practitionerName));
  });

  it('leads to the very address of the video call, and escapes its texts', () => {
    const joinUrl = 'https://video.example/j/1?pwd=a,b;c&list=1,2';
    const clinic = { ...facts.clinic, name: 'Skin; bones, and more' };
    const lines = calendarFile({ ...facts, clinic, joinUrl }, { sequence: 0, cancelled: false, at })
      .replace(/\r\n[ \t]/g, '')
      .split('\r\n');
    assert.ok(lines.includes(`URL;VALUE=URI:${joinUrl}`));
    for (const name of ['NAME', 'X-WR-CALNAME'])
      assert.ok(lines.includes(`${name}:Skin\\; bones\\, and more`));
    assert.ok(lines.includes('LOCATION:https://video.example/j/1?pwd=a\\,b\\;c&list=1\\,2'));
  });

  it('says nothing that a shared calendar should not: no service, no patient, no manage link', () => {
    for (const secret of ['Weight loss', 'Alex', 'manage', 'secret']) {
      assert.ok(!file().includes(secret), secret);
    }
  });

  it('cannot be broken out of by a name with line breaks', () => {
    const clinic = { ...facts.clinic, name: 'Clinic\r\nATTENDEE:mailto:x@example.com' };
    const lines = calendarFile({ ...facts, clinic }, { sequence: 0, cancelled: false, at }).split('\r\n');
    assert.ok(!lines.some((line) => line.startsWith('ATTENDEE')));
  });
});

/** WCAG 2.2 contrast ratio of two `#rrggbb` colours. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((one, two) => two - one);
  return (bright + 0.05) / (dim + 0.05);
}

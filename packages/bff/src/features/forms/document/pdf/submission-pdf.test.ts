import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadForm } from '@botaniqal/shared/forms/definitions/load.ts';
import { formIds } from '@botaniqal/shared/ids/ids.ts';
import fc from 'fast-check';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { hasGaps, printable, replacement } from '../../../../platform/pdf/text/printable.ts';
import { typeface } from '../../../../platform/pdf/text/typeface.ts';
import { sampleDocument, sampleFrame } from '../../../../testing/fixtures/forms/document-samples.ts';
import { describeSubmission } from '../content/describe-submission.ts';
import type { SubmissionDocument } from '../content/submission-document.ts';
import { submissionPdf } from './submission-pdf.ts';

/** The text of each page, without the spaces: lines break where they fit. */
async function pagesOf(bytes: Uint8Array): Promise<string[]> {
  // The reader keeps what it is given; ours stays whole.
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
  return text.map((page) => page.replace(/\s+/g, ''));
}

const squeezed = (text: string) => printable(text).replace(/\s+/g, '');

/** The footer of each page stands between an answer and the rest of it. */
function withoutFooters(pages: readonly string[], document: SubmissionDocument): string {
  return pages
    .map((page, at) => {
      const { name, dateOfBirth } = document.patient;
      const footer = squeezed(`${name}, born ${dateOfBirth} · ${document.reference}`);
      const number = `Page${at + 1}of${pages.length}`;
      assert.ok(page.includes(footer), 'whose it is, on every page');
      assert.ok(page.includes(number), 'the number of the page');
      return page.replace(footer, '').replace(number, '');
    })
    .join('');
}

function standInOrder(text: string, expected: readonly string[]): void {
  let from = 0;
  for (const one of expected) {
    const at = text.indexOf(squeezed(one), from);
    assert.ok(at >= 0, `“${one}” stands in its place`);
    from = at + squeezed(one).length;
  }
}

describe('the document of a submission', () => {
  for (const id of formIds) {
    it(`says every question and every answer of ${id}, in order`, async () => {
      const document = sampleDocument(await loadForm(id));
      const text = withoutFooters(await pagesOf(await submissionPdf(document)), document);
      const questions = document.sections.flatMap(({ questions }) => questions);
      assert.ok(questions.length > 3);
      standInOrder(
        text,
        document.sections.flatMap((section) => [
          section.title,
          section.intro ?? '',
          ...section.questions.flatMap(({ question, answer, table, consent }) =>
            table
              ? [question, ...table.columns, ...table.rows.flat().filter(Boolean)]
              : [question, ...(consent?.text ?? []), ...answer],
          ),
        ]),
      );
    });
  }

  it('begins with whose it is, when it came and how it is called', async () => {
    const document = sampleDocument(await loadForm('mini_intake'));
    const [first = ''] = await pagesOf(await submissionPdf(document));
    standInOrder(first, [
      'Botaniqal · (03) 7010 4321',
      document.form.title,
      'Received Friday 20 November 2026, 3:04 pm, Melbourne time (AEDT)',
      'Nguyễn Thị Ánh-Zoë O’Brien',
      '27 March 1980',
      '0491 570 156',
      'FORM-8F14E45F',
      `version ${document.form.version}`,
    ]);
  });

  it('shows consents with what was agreed to, its version and when, and those that were not given', async () => {
    const form = await loadForm('full_intake');
    const document = sampleDocument(form, (answers) => {
      answers.consentShareGp = false;
    });
    const consents = document.sections.flatMap(({ questions }) => questions).filter(({ consent }) => consent);
    const refused = consents.filter(({ consent }) => !consent?.agreed);
    const text = withoutFooters(await pagesOf(await submissionPdf(document)), document);
    const agreedLine = squeezed(
      'Agreed on Friday 20 November 2026, 3:04 pm, Melbourne time (AEDT). Text version',
    );
    assert.equal(text.split(agreedLine).length - 1, consents.length - refused.length);
    assert.equal(text.split(squeezed('Not agreed. Text version')).length - 1, refused.length);
  });

  it('puts red flags first for the clinician, and not at all into the copy of the patient', async () => {
    const document = sampleDocument(await loadForm('triage'));
    assert.ok(document.attention.redFlags.length > 0);
    const record = (await pagesOf(await submissionPdf(document))).join('');
    const copy = (await pagesOf(await submissionPdf(document, 'patient'))).join('');
    standInOrder(record, ['Needs attention now', 'First, your safety']);
    for (const { reason } of document.attention.redFlags) {
      standInOrder(record, [reason]);
      assert.ok(!copy.includes(squeezed(reason)));
    }
    assert.ok(!copy.includes(squeezed('Urgency:')));
    standInOrder(copy, ['First, your safety']);
  });

  it('says what a PHQ-9 adds up to and how it reads', async () => {
    const document = sampleDocument(await loadForm('mental_health'), (answers) => {
      for (const item of [1, 2, 3, 4, 5, 6, 7, 8]) answers[`phq${item}`] = '2';
      answers.phq9 = '0';
    });
    const record = (await pagesOf(await submissionPdf(document))).join('');
    standInOrder(record, ['PHQ-9: 16 of 27', 'Moderately severe (15 to 19)', '"Not at all"']);
  });

  it('says that a form was stopped by a safety answer, and what was not reached', async () => {
    const form = await loadForm('mini_intake');
    const [first] = form.sections;
    const document = describeSubmission({
      ...sampleFrame,
      form,
      answers: { [first?.fields[0]?.id ?? '']: 'Zoë' },
      at: { today: '2026-11-20' },
      incomplete: 'stopped',
    });
    const text = (await pagesOf(await submissionPdf(document))).join('');
    standInOrder(text, [
      'Incomplete: stopped by a safety answer',
      'Zoë',
      'Not answered',
      'Nothing was answered in',
    ]);
    for (const title of document.notReached) assert.ok(text.includes(squeezed(title)));
  });

  it('lists what came with it and is no question of ours', async () => {
    const document = describeSubmission({
      ...sampleFrame,
      form: await loadForm('mini_intake'),
      answers: {},
      at: { today: '2026-11-20' },
      incomplete: 'faulty',
      service: 'JotForm',
      asSent: [{ question: 'How did you hear of us?', answer: 'From a friend' }],
    });
    const text = (await pagesOf(await submissionPdf(document))).join('');
    standInOrder(text, [
      'JotForm, version',
      'Incomplete: some answers',
      'How did you hear of us?',
      'From a friend',
    ]);
  });

  it('is the same bytes each time, with its title, and tagged for reading aloud', async () => {
    const document = sampleDocument(await loadForm('weight_loss'));
    const bytes = await submissionPdf(document);
    assert.deepEqual(Buffer.from(await submissionPdf(document)), Buffer.from(bytes));
    assert.ok(bytes.length < 150_000, `${bytes.length} bytes`);
    const pdf = await getDocumentProxy(new Uint8Array(bytes));
    const { info } = await getMeta(pdf);
    assert.equal(info.Title, `${document.form.title}, FORM-8F14E45F`);
    assert.equal(info.Language, 'en-AU');
    assert.deepEqual(await pdf.getMarkInfo(), { Marked: true, UserProperties: false, Suspects: false });
    const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
    for (const role of ['H1', 'H2', 'Lbl', 'LBody']) assert.ok(tree.includes(`"role":"${role}"`), role);
  });

  it('says on every page whose it is and its number, however long the name; and what a box stands for', async () => {
    const document = sampleDocument(await loadForm('mini_intake'));
    const name = `ሰላም ${'Featherstonehaugh-Cholmondeley-'.repeat(4)}`;
    const pages = await pagesOf(await submissionPdf({ ...document, patient: { ...document.patient, name } }));
    for (const [at, page] of pages.entries()) {
      assert.match(page, /…,born27March1980·FORM-8F14E45F/);
      assert.ok(page.includes(`Page${at + 1}of${pages.length}`));
    }
    assert.ok(pages.at(-1)?.includes(squeezed('stands for a character that this document cannot show')));
    const plain = (await pagesOf(await submissionPdf(document))).join('');
    assert.ok(!plain.includes(squeezed('stands for a character')));
  });

  for (const words of [
    'سؤال عن الدواء',
    'می‌خواهم',
    'שלום עולם',
    'สมชาย กี่ครั้ง',
    '王小明，你好。國語',
    'ひらがな カタカナ',
    '안녕하세요',
    'ਪੰਜਾਬੀ',
    'வணக்கம்',
    '≤ 5 → 6 √2 ✓ ☐',
    '😀 👨‍👩‍👧 ❤ 🇦🇺',
  ]) {
    it(`draws ${words} without a box, and the same bytes each time`, async () => {
      assert.ok(!hasGaps(words));
      const document = sampleDocument(await loadForm('mini_intake'));
      const drawn = { ...document, patient: { ...document.patient, name: words } };
      const bytes = await submissionPdf(drawn);
      assert.deepEqual(Buffer.from(await submissionPdf(drawn)), Buffer.from(bytes));
      const pages = (await pagesOf(bytes)).join('');
      assert.ok(!pages.includes(squeezed('stands for a character')));
      assert.ok(!pages.includes(replacement));
    });
  }

  it('carries the answers as text beside it when no font of ours can draw one of them', async () => {
    const document = sampleDocument(await loadForm('mini_intake'));
    const { name: _, ...rest } = document.patient;
    const bytes = await submissionPdf({ ...document, patient: { ...rest, name: 'ሰላም' } });
    const reader = await getDocumentProxy(new Uint8Array(bytes));
    const files = [...((await reader.getAttachments()) ?? [])];
    assert.deepEqual(
      files.map(([name]) => name),
      ['answers.txt'],
    );
    const content = await reader.getAttachmentContent('answers.txt');
    assert.match(Buffer.from(content ?? []).toString('utf8'), /^\ufeff.*Patient: ሰላም\n/s);
    const whole = await getDocumentProxy(new Uint8Array(await submissionPdf(document)));
    assert.equal(await whole.getAttachments(), null);
  });

  it('shows a box for what no font of ours can draw, and drops what cannot be seen', () => {
    assert.equal(printable('Ада Ńg, Αθηνά, आशा'), 'Ада Ńg, Αθηνά, आशा');
    assert.equal(printable('ሰ 𐎀 x'), `${replacement} ${replacement} x`);
    assert.equal(printable('a\u0000b\u202Ec\uFEFFd\r\ne\tf'), 'abcd\ne f');
    assert.equal(printable('\uD800'), replacement);
  });

  it('is drawn for each answer', { timeout: 600_000 }, async () => {
    const answer = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.jsonValue(),
      fc.array(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), { maxLength: 60 }),
      fc.constant('W'.repeat(1000)),
      fc.constant('line\n'.repeat(100)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...formIds),
        fc.array(answer, { minLength: 3 }),
        answer,
        async (id, pool, name) => {
          const form = await loadForm(id);
          const document = sampleDocument(form, (answers) => {
            Object.keys(answers).forEach((id, at) => {
              if (at % 2 === 0) answers[id] = pool[at % pool.length];
            });
          });
          const bytes = await submissionPdf({
            ...document,
            patient: { ...document.patient, name: typeof name === 'string' ? name : null },
          });
          assert.ok((await pagesOf(bytes)).length > 0);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has one and the same characters in both of its faces', () => {
    for (let codePoint = 0x20; codePoint < 0x2600; codePoint++) {
      const both = typeface('regular').has(codePoint) === typeface('strong').has(codePoint);
      assert.ok(both, `U+${codePoint.toString(16)}`);
    }
    assert.ok(typeface('regular').has(replacement.codePointAt(0) ?? 0));
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { phq9Items, scorePhq9 } from './phq9.ts';

const answered = (scores: readonly number[]) =>
  Object.fromEntries(phq9Items.map(({ id }, at) => [id, String(scores[at])]));

describe('the PHQ-9 score', () => {
  for (const [scores, total, band] of [
    [[0, 0, 0, 0, 0, 0, 0, 0, 0], 0, 'minimal'],
    [[1, 1, 1, 1, 0, 0, 0, 0, 0], 4, 'minimal'],
    [[1, 1, 1, 1, 1, 0, 0, 0, 0], 5, 'mild'],
    [[3, 3, 3, 0, 0, 0, 0, 0, 0], 9, 'mild'],
    [[3, 3, 3, 1, 0, 0, 0, 0, 0], 10, 'moderate'],
    [[3, 3, 3, 3, 2, 0, 0, 0, 0], 14, 'moderate'],
    [[3, 3, 3, 3, 3, 0, 0, 0, 0], 15, 'moderately_severe'],
    [[3, 3, 3, 3, 3, 3, 1, 0, 0], 19, 'moderately_severe'],
    [[3, 3, 3, 3, 3, 3, 2, 0, 0], 20, 'severe'],
    [[3, 3, 3, 3, 3, 3, 3, 3, 3], 27, 'severe'],
  ] as const) {
    it(`of ${total} is ${band}`, () => {
      const score = scorePhq9(answered(scores));
      assert.equal(score?.total, total);
      assert.equal(score?.band, band);
    });
  }

  it('tells self-harm apart, however low the total', () => {
    assert.deepEqual(scorePhq9(answered([0, 0, 0, 0, 0, 0, 0, 0, 1])), {
      total: 1,
      band: 'minimal',
      selfHarm: true,
    });
    assert.equal(scorePhq9(answered([3, 3, 3, 3, 3, 3, 3, 3, 0]))?.selfHarm, false);
  });

  it('is not guessed from an incomplete or strange answer', () => {
    assert.equal(scorePhq9({}), null);
    assert.equal(scorePhq9({ ...answered([1, 1, 1, 1, 1, 1, 1, 1, 1]), phq4: undefined }), null);
    for (const strange of ['', '4', '01', 2, '-1', null]) {
      assert.equal(
        scorePhq9({ ...answered([1, 1, 1, 1, 1, 1, 1, 1, 1]), phq4: strange }),
        null,
        String(strange),
      );
    }
  });

  it('is the sum, and never falls when an answer rises', () => {
    const scores = fc.array(fc.nat(3), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(scores, fc.nat(8), (values, place) => {
        const before = scorePhq9(answered(values))?.total ?? Number.NaN;
        assert.equal(
          before,
          values.reduce((sum, value) => sum + value, 0),
        );
        const raised = scorePhq9(answered(values.with(place, 3)))?.total ?? Number.NaN;
        assert.ok(raised >= before);
      }),
      { seed: 9 },
    );
  });
});

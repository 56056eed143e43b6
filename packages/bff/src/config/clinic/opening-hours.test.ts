import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openingHours, openingHoursText } from './opening-hours.ts';

const nineToFive = [{ from: '09:00', to: '17:00' }];

describe('opening hours in words', () => {
  it('join the days that follow each other and have the same hours', () => {
    const hours = {
      monday: nineToFive,
      tuesday: nineToFive,
      wednesday: [
        { from: '08:30', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
      friday: nineToFive,
      sunday: nineToFive,
    };
    assert.equal(
      openingHoursText(hours, 'Australia/Melbourne'),
      'Monday to Tuesday 9 am to 5 pm, Wednesday 8:30 am to 12 pm and 1 pm to 5 pm, Friday 9 am to 5 pm, Sunday 9 am to 5 pm, Melbourne time',
    );
    assert.equal(openingHoursText({}, 'Australia/Melbourne'), '');
  });

  it('are refused when they end before they begin, or have no such day', () => {
    assert.ok(!openingHours.safeParse({ monday: [{ from: '17:00', to: '09:00' }] }).success);
    assert.ok(!openingHours.safeParse({ someday: nineToFive }).success);
    assert.ok(!openingHours.safeParse({ monday: [{ from: '9', to: '17:00' }] }).success);
  });
});

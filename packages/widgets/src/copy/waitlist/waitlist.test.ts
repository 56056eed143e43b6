import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ContactPreference } from '@botaniqal/shared/contracts/waitlist.ts';
import { nothingEntered, type SignUp, signUpFields } from '../../components/waitlist-form/sign-up.ts';
import { signUpFault } from '../../elements/waitlist-signup/joining/sign-up-fault.ts';
import { signUpFaultWords } from './faults.ts';
import { placeCopy } from './place.ts';
import { waitlistCopy } from './waitlist.ts';

const contactPreferences: readonly ContactPreference[] = ['email', 'sms', 'phone'];
const good: SignUp = {
  ...nothingEntered,
  service: 'counseling',
  name: 'Alex Sample',
  email: 'alex@example.com',
  interestLevel: '3',
  consent: 'yes',
};
const faultsOf = (entered: SignUp) =>
  Object.fromEntries(
    signUpFields.flatMap((field) => {
      const fault = signUpFault(field, entered);
      return fault ? [[field, fault]] : [];
    }),
  );

describe('what is entered to join a waitlist', () => {
  it('holds with what is needed, and with everything', () => {
    assert.deepEqual(faultsOf(good), {});
    assert.deepEqual(faultsOf({ ...good, phone: ' 0412 345 678 ', postcode: '3000' }), {});
  });

  it('does not hold while something is missing, and presumes no agreement', () => {
    assert.deepEqual(faultsOf(nothingEntered), {
      service: 'missing',
      name: 'missing',
      email: 'missing',
      interestLevel: 'missing',
      consent: 'missing',
    });
  });

  it('needs a mobile number for calls and messages only', () => {
    for (const contactPreference of contactPreferences) {
      const wanted = contactPreference === 'email' ? {} : { phone: 'missing' };
      assert.deepEqual(faultsOf({ ...good, contactPreference }), wanted, contactPreference);
    }
  });

  it('does not hold in a wrong shape, even where it may be left out', () => {
    const wrong = { ...good, name: 'x'.repeat(121), email: 'alex', phone: '04123', postcode: '30' };
    assert.deepEqual(faultsOf(wrong), {
      name: 'too_long',
      email: 'malformed',
      phone: 'malformed',
      postcode: 'malformed',
    });
  });
});

describe('the words of a waitlist', () => {
  it('say what to do about each fault, without the words of a machine', () => {
    for (const field of signUpFields) {
      for (const fault of ['missing', 'malformed', 'too_long'] as const) {
        for (const by of contactPreferences) {
          const words = signUpFaultWords(field, fault, by);
          assert.match(words, /^(Enter|Choose|Tick|Shorten) /, `${field} ${fault}`);
          assert.doesNotMatch(words, /error|invalid|failed|_/i, `${field} ${fault}`);
        }
      }
    }
  });

  it('have a choice for each level of interest', () => assert.equal(waitlistCopy.interest.length, 5));

  it('have a sentence for each way that waiting can end', () => {
    for (const [status, words] of Object.entries(placeCopy.more)) assert.match(words, /^[A-Z].*\.$/, status);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actorText, byPatient, system } from './actor.ts';

describe('the actor in the audit trail', () => {
  it('is one word for patients and our own jobs', () => {
    assert.equal(actorText(byPatient('r-1').actor), 'patient');
    assert.equal(actorText(system.actor), 'system');
  });

  it('names the person of staff, and the outside service', () => {
    assert.equal(actorText({ kind: 'staff', subject: 'reception-1' }), 'staff:reception-1');
    assert.equal(actorText({ kind: 'vendor', vendor: 'calendar' }), 'vendor:calendar');
  });
});

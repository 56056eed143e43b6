import { UpstreamError } from '../../platform/upstream-error.ts';
import type { PracticeRecords } from '../../ports/records/practice-records.ts';
import { type MediRecordsConnection, saysNo } from './connection.ts';
import { paths } from './mapping/paths.ts';
import * as shapes from './patient-file-shapes.ts';
import { orRefusal } from './refusal.ts';
import * as wire from './wire.ts';

type PatientFile = Pick<
  PracticeRecords,
  | 'readAddresses'
  | 'createAddress'
  | 'updateAddress'
  | 'readCards'
  | 'saveCards'
  | 'readEmergencyContact'
  | 'createEmergencyContact'
  | 'readRelatedPeople'
  | 'createRelatedPerson'
  | 'listDocuments'
  | 'fileDocument'
>;

/** The parts of a patient's file beside the record itself (contract 2.7 to 2.10). */
export function patientFileOf(connection: MediRecordsConnection, practiceId: string): PatientFile {
  /** Empty where there are none yet, however it says so. */
  async function readSettings(patientId: string, signal?: AbortSignal): Promise<Record<string, unknown>> {
    try {
      const path = paths.settings(patientId);
      return await connection.get({ operation: 'read settings', path, signal }, wire.settings);
    } catch (error) {
      if (error instanceof UpstreamError && saysNo(error)) return {};
      throw error;
    }
  }

  const readRelationships = (patientId: string, signal?: AbortSignal) =>
    connection.getAll(
      { operation: 'list relationships', path: paths.relationships(patientId), signal },
      wire.relationship,
    );

  const createRelationship = (patientId: string, body: Record<string, unknown>, signal?: AbortSignal) =>
    orRefusal(async () => {
      await connection.call({
        operation: 'create relationship',
        method: 'POST',
        path: paths.relationships(patientId),
        body,
        answer: wire.anything,
        repeat: 'once',
        signal,
      });
    });

  return {
    async readAddresses(patientId, signal) {
      const path = paths.addresses(patientId);
      const found = await connection.get({ operation: 'list addresses', path, signal }, wire.addresses);
      return found.map(shapes.addressRecord);
    },

    createAddress: (patientId, address, signal) =>
      orRefusal(async () => {
        const { body } = await connection.call({
          operation: 'create address',
          method: 'POST',
          path: paths.addresses(patientId),
          body: shapes.addressBody(address),
          answer: wire.created,
          repeat: 'once',
          signal,
        });
        return body;
      }),

    updateAddress: (patientId, addressId, address, signal) =>
      orRefusal(async () => {
        await connection.call({
          operation: 'change address',
          method: 'PUT',
          path: paths.address(patientId, addressId),
          body: shapes.addressBody(address),
          answer: wire.anything,
          repeat: 'safe',
          signal,
        });
      }),

    readCards: async (patientId, signal) => shapes.cardFacts(await readSettings(patientId, signal)),

    saveCards: (patientId, change, signal) =>
      orRefusal(async () => {
        const whole = await readSettings(patientId, signal);
        const { body, leftOut, changes } = shapes.changedCards(patientId, whole, change);
        const path = paths.settings(patientId);
        const write = { method: 'POST', path, body, answer: wire.anything, repeat: 'once', signal } as const;
        if (changes) await connection.call({ operation: 'save settings', ...write });
        return { leftOut };
      }),

    async readEmergencyContact(patientId, signal) {
      const found = (await readRelationships(patientId, signal)).find((one) => one.isEmergency);
      return found ? shapes.emergencyContact(found) : null;
    },

    createEmergencyContact: (patientId, contact, signal) =>
      createRelationship(patientId, shapes.contactBody(contact), signal),

    async readRelatedPeople(patientId, signal) {
      const all = await readRelationships(patientId, signal);
      return all.map(({ contactName }) => ({ name: contactName?.trim() ?? '' }));
    },

    createRelatedPerson: (patientId, person, signal) =>
      createRelationship(patientId, shapes.relatedPersonBody(person), signal),

    async listDocuments(patientId, signal) {
      const path = paths.documents(patientId);
      const all = await connection.getAll({ operation: 'list documents', path, signal }, wire.document);
      return all.map(({ id, subject }) => ({ id, subject: subject ?? '' }));
    },

    fileDocument: (patientId, document, signal) =>
      orRefusal(async () => {
        const { body } = await connection.call({
          operation: 'file document',
          method: 'POST',
          path: paths.documents(patientId),
          body: shapes.documentForm(patientId, practiceId, document),
          answer: wire.created,
          repeat: 'once',
          signal,
        });
        return body;
      }),
  };
}

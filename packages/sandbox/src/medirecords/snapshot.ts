import type { MedirecordsState } from './vendor-state.ts';

/** All that MediRecords holds; for tests. */
export function medirecordsSnapshot({ model, settings }: MedirecordsState) {
  return {
    practice: model.practice,
    providers: [...model.providers.values()],
    appointmentTypes: [...model.appointmentTypes.values()],
    regularSessions: model.sessions,
    appointments: [...model.appointments.values()],
    patients: [...model.patients.values()],
    addresses: [...model.addresses.values()],
    relationships: [...model.relationships.values()],
    patientSettings: [...model.settings.values()],
    correspondences: [...model.correspondences.values()].map((correspondence) => {
      const attachment = model.attachments.get(correspondence.id);
      return {
        ...correspondence,
        attachment: attachment && {
          filename: attachment.filename,
          contentType: attachment.contentType,
          size: attachment.bytes.byteLength,
        },
      };
    }),
    encounters: [...model.encounters.values()],
    settings,
  };
}

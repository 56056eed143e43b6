import { ids, type Json } from '../testing/running-sandbox.ts';

export const restToken = 'sandbox-medirecords-token';
export const fhirToken = 'sandbox-medirecords-fhir-token';

export const newPatient = {
  defaultPracticeId: ids.practice,
  usualDoctorId: null,
  titleCode: 315890000,
  firstName: 'Jo',
  lastName: 'Newcomer',
  gender: 2,
  dob: '1990-02-28',
  patientStatusCode: 1,
  email: 'jo.newcomer@example.com',
  mobilePhone: '0491570159',
  contactMethod: 1,
};

export function newAppointment(patientId: Json | undefined) {
  return {
    patientId,
    appointmentTypeId: ids.freeCallType,
    scheduleTime: '2026-11-23T09:00',
    appointmentStatus: 2,
    appointmentIntervalCode: 6,
    providerId: ids.consultantProvider,
    notes: 'Booked online',
    allowDoubleBookingForPatient: false,
    emailReminder: true,
    reminderMethod: 1,
    reminderType: 7,
  };
}

export const newAddress = {
  addressType: 1,
  addressLine1: '1 Example Road',
  cityCode: 'Fitzroy',
  postcode: '3065',
  stateCode: 'VIC',
  countryCode: 'AU',
};

/** The names of the refused fields, in the words of a 400. */
export function refusedFields(body: Json): string[] {
  return Array.isArray(body.errors) ? body.errors.map(({ parameter }) => String(parameter)) : [];
}

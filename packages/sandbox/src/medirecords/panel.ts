import { html } from 'hono/html';
import { badge, type Tone, table } from '../panel/parts.ts';
import type { Html, Section } from '../panel/section.ts';
import { formatIn } from '../time/zone.ts';
import { appointmentStatuses, cancelledStatus, genders, intervalMinutes } from './codes.ts';
import type { MedirecordsState } from './vendor-state.ts';

export function medirecordsSections(state: MedirecordsState): Section[] {
  const { appointments, patients, correspondences, encounters } = state.model;
  return [
    {
      id: 'appointments',
      title: 'Appointments',
      count: appointments.size,
      body: appointmentsBody(state),
    },
    { id: 'patients', title: 'Patients', count: patients.size, body: patientsBody(state) },
    {
      id: 'documents',
      title: 'Documents',
      count: correspondences.size + encounters.size,
      body: documentsBody(state),
    },
  ];
}

function appointmentsBody({ model }: MedirecordsState): Html {
  return table(
    [...model.appointments.values()].toSorted((a, b) => a.scheduleTime.localeCompare(b.scheduleTime)),
    [
      { title: 'Time', cell: ({ scheduleTime }) => localTime(scheduleTime), narrow: true },
      {
        title: 'Length',
        cell: ({ appointmentIntervalCode }) => `${intervalMinutes.get(appointmentIntervalCode) ?? '?'} min`,
        narrow: true,
      },
      { title: 'Patient', cell: ({ patientId }) => model.patients.get(patientId)?.fullName ?? patientId },
      {
        title: 'With',
        cell: ({ providerId }) => {
          const provider = model.providers.get(providerId ?? '');
          return provider ? `${provider.titleCode} ${provider.firstName} ${provider.lastName}`.trim() : '–';
        },
      },
      {
        title: 'Type',
        cell: ({ appointmentTypeId }) => model.appointmentTypes.get(appointmentTypeId)?.name ?? '',
      },
      { title: 'Notes', cell: ({ notes }) => notes ?? '' },
      {
        title: 'Status',
        cell: ({ appointmentStatus }) =>
          badge(
            appointmentStatuses.get(appointmentStatus) ?? `${appointmentStatus}`,
            toneOf(appointmentStatus),
          ),
        narrow: true,
      },
    ],
    'No appointment is filed yet.',
  );
}

function toneOf(status: number): Tone {
  return status === cancelledStatus ? 'quiet' : 'good';
}

/** The practice's local time, which has no zone: shown as it is written. */
function localTime(scheduleTime: string): string {
  return formatIn('UTC', 'en-AU', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(`${scheduleTime}:00Z`));
}

function patientsBody({ model }: MedirecordsState): Html {
  return table(
    [...model.patients.values()].toReversed(),
    [
      {
        title: 'Name',
        cell: ({ fullName, notes }) =>
          html`${fullName}${notes ? html`<br><span class="quiet">${notes}</span>` : ''}`,
      },
      { title: 'Born', cell: ({ dob }) => dob, narrow: true },
      { title: 'Gender', cell: ({ gender }) => genders.get(gender) ?? '', narrow: true },
      { title: 'Email', cell: ({ email }) => email ?? '–' },
      { title: 'Mobile', cell: ({ mobilePhone }) => mobilePhone ?? '–', narrow: true },
      {
        title: 'More',
        cell: ({ id }) => {
          const address = [...model.addresses.values()].find(({ patientId }) => patientId === id);
          const contacts = [...model.relationships.values()].filter(
            ({ patientId }) => patientId === id,
          ).length;
          const facts = [
            address &&
              `${address.addressLine1}, ${address.cityCode} ${address.stateCode} ${address.postcode}`,
            model.settings.has(id) && 'Medicare and cards',
            contacts > 0 && `${contacts} contact${contacts === 1 ? '' : 's'}`,
          ];
          return facts.filter(Boolean).join(' · ');
        },
      },
    ],
    'There are no patients.',
  );
}

function documentsBody({ model }: MedirecordsState): Html {
  const rows = [
    ...[...model.correspondences.values()].map(({ id, patientId, subject, importDate, attachmentUrl }) => ({
      patientId,
      what: html`<a href="${attachmentUrl ?? ''}">${subject}</a> <span class="quiet">${model.attachments.get(id)?.filename ?? ''}</span>`,
      date: importDate,
    })),
    ...[...model.encounters.values()].map(({ patientId, end, notes }) => ({
      patientId,
      what: html`Consultation, ${notes.length} note${notes.length === 1 ? '' : 's'}`,
      date: end.toISOString().slice(0, 10),
    })),
  ];
  return table(
    rows,
    [
      { title: 'Date', cell: ({ date }) => date, narrow: true },
      { title: 'Patient', cell: ({ patientId }) => model.patients.get(patientId)?.fullName ?? patientId },
      { title: 'What', cell: ({ what }) => what },
    ],
    'No document has arrived.',
  );
}

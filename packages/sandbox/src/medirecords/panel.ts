import { html } from 'hono/html';
import { badge, type Tone, table } from '../panel/parts.ts';
import type { Html, PanelView, Section } from '../panel/section.ts';
import { dayIn, formatIn } from '../time/zone.ts';
import { appointmentStatuses, cancelledStatus, genders, intervalMinutes } from './codes.ts';
import type { Appointment, Provider } from './model.ts';
import type { MedirecordsState } from './vendor-state.ts';

export function medirecordsSections(state: MedirecordsState, view: PanelView): Section[] {
  const { appointments, patients, correspondences, encounters } = state.model;
  return [
    {
      id: 'appointments',
      title: 'Appointments',
      count: appointments.size,
      body: html`${addForm(state, view)}${appointmentsBody(state)}`,
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

/** Reception types an appointment straight into MediRecords. */
function addForm({ model }: MedirecordsState, view: PanelView): Html {
  const providers = [...model.providers.values()];
  const patients = [...model.patients.values()];
  return html`<details id="add-appointment"><summary>Type an appointment</summary>
    <form method="post" action="/panel/medirecords/acts/add_appointment" class="fields">
      <label>With <select name="provider">${providers.map((one) => html`<option value="${one.id}">${nameOf(one)}</option>`)}</select></label>
      <label>Patient <select name="patient">${patients.map(({ id, fullName }) => html`<option value="${id}">${fullName}</option>`)}</select></label>
      <label>Day <input type="date" name="day" value="${dayIn(view.timeZone, view.now)}" required></label>
      <label>Time <input type="time" name="time" value="09:00" required></label>
      <label>Minutes <select name="minutes">${[...intervalMinutes.values()].map((minutes) => html`<option ${minutes === 15 ? 'selected' : ''}>${minutes}</option>`)}</select></label>
      <label>Notes <input name="notes" value="Typed by reception"></label>
      <button class="primary">Add</button>
    </form>
  </details>`;
}

function nameOf({ titleCode, firstName, lastName }: Provider): string {
  return `${titleCode} ${firstName} ${lastName}`.trim();
}

function button(act: string, { id }: Appointment, words: string, tone = ''): Html {
  return html`<form method="post" action="/panel/medirecords/acts/${act}"><button class="${tone}" name="appointment" value="${id}">${words}</button></form>`;
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
          return provider ? nameOf(provider) : '–';
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
      {
        title: 'Do',
        cell: (one) => html`<span class="buttons">
          ${one.appointmentStatus === cancelledStatus ? '' : button('cancel_appointment', one, 'Cancel')}
          ${button('delete_appointment', one, 'Delete', 'danger')}
        </span>`,
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

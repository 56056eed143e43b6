import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { postcodes, suburbs } from '../codes.ts';
import { type Body, bodyFrom, Fields } from '../fields.ts';
import type { Address, Audit, PatientSettings, Relationship } from '../model.ts';
import { paged } from '../paging.ts';
import { Refusal, unknownId } from '../refusal.ts';
import { type MedirecordsState, nothingHere } from '../vendor-state.ts';

/** Addresses, relationships and settings of a patient. */
export function patientDetailRoutes(app: Hono, state: MedirecordsState): void {
  addressRoutes(app, state);
  relationshipRoutes(app, state);
  settingsRoutes(app, state);
}

function addressRoutes(app: Hono, state: MedirecordsState): void {
  // A bare array, unlike most lists.
  app.get('/v1/patients/:id/addresses', (context) => {
    const { id } = state.patient(context.req.param('id'));
    return context.json([...state.model.addresses.values()].filter(({ patientId }) => patientId === id));
  });

  app.post('/v1/patients/:id/addresses', async (context) => {
    const { id: patientId } = state.patient(context.req.param('id'));
    const given = addressFrom(await bodyFrom(context.req.raw));
    const address: Address = { id: randomUUID(), patientId, ...given, ...state.created() };
    state.model.addresses.set(address.id, address);
    return context.json(address, 201);
  });

  app.put('/v1/patients/:id/addresses/:address', async (context) => {
    const patient = state.patient(context.req.param('id'));
    const id = context.req.param('address');
    const before = state.model.addresses.get(id);
    if (before?.patientId !== patient.id) throw unknownId('Address', id);
    const after: Address = { ...before, ...addressFrom(await bodyFrom(context.req.raw)), ...state.updated() };
    state.model.addresses.set(id, after);
    return context.json(after);
  });
}

function addressFrom(body: Body): Omit<Address, 'id' | 'patientId' | keyof Audit> {
  const fields = new Fields(body);
  fields.required('addressType', 'addressLine1', 'cityCode', 'postcode', 'stateCode', 'countryCode');
  const address = {
    addressType: fields.integer('addressType') ?? 1,
    addressLine1: fields.text('addressLine1', 50) ?? '',
    addressLine2: fields.text('addressLine2', 50),
    addressLine3: fields.text('addressLine3', 50),
    cityCode: fields.text('cityCode') ?? '',
    postcode: fields.matching('postcode', /^[0-9]{4}$/) ?? '',
    stateCode: fields.text('stateCode') ?? '',
    countryCode: fields.text('countryCode') ?? '',
  };
  if (fields.has('stateCode') && fields.has('postcode')) refuseWrongPlace(fields, address);
  fields.done();
  return address;
}

/** Upper-case state, a postcode of that state, and of that suburb where the sandbox knows the suburb. */
function refuseWrongPlace(
  fields: Fields,
  address: { cityCode: string; postcode: string; stateCode: string },
): void {
  const ranges = postcodes[address.stateCode];
  const number = Number(address.postcode);
  const known = suburbs.get(address.cityCode.trim().toLowerCase());
  if (!ranges) fields.refuse('stateCode', 'Invalid state');
  else if (!ranges.some(([first, last]) => first <= number && number <= last)) {
    fields.refuse('postcode', 'Postcode does not exist in this state');
  } else if (known && !known.includes(address.postcode)) {
    fields.refuse('cityCode', 'City does not exist for this postcode');
  }
}

function relationshipRoutes(app: Hono, state: MedirecordsState): void {
  app.get('/v1/patients/:id/relationships', (context) => {
    const { id } = state.patient(context.req.param('id'));
    const rows = [...state.model.relationships.values()].filter(({ patientId }) => patientId === id);
    return context.json(paged(rows, new URL(context.req.url).searchParams));
  });

  app.post('/v1/patients/:id/relationships', async (context) => {
    const { id: patientId } = state.patient(context.req.param('id'));
    const body = await bodyFrom(context.req.raw);
    const relationship = relationshipFrom(state, patientId, body);
    state.model.relationships.set(relationship.id, relationship);
    return context.json(relationship, 201);
  });
}

const codes = Array.from({ length: 28 }, (_, index) => index + 1);

function relationshipFrom(state: MedirecordsState, patientId: string, body: Body): Relationship {
  const fields = new Fields(body);
  fields.required('relationshipCode', 'contactName');
  const relationship: Relationship = {
    id: randomUUID(),
    patientId,
    relatedPersonId: fields.text('relatedPersonId'),
    relationshipCode: fields.integer('relationshipCode', codes) ?? 0,
    contactName: fields.text('contactName') ?? '',
    contactMethod: fields.integer('contactMethod'),
    homePhone: fields.matching('homePhone', /^[0-9]*$/),
    mobilePhone: fields.matching('mobilePhone', /^[0-9]*$/),
    workPhone: fields.matching('workPhone', /^[0-9]*$/),
    email: fields.text('email'),
    isEmergency: fields.flag('isEmergency') ?? false,
    isNOK: fields.flag('isNOK') ?? false,
    isFamily: fields.flag('isFamily') ?? false,
    isHeadOfFamily: fields.flag('isHeadOfFamily') ?? false,
    ...state.created(),
  };
  // The vendor's guide: one emergency contact and one next of kin per patient.
  for (const key of ['isEmergency', 'isNOK'] as const) {
    const taken = [...state.model.relationships.values()].some(
      (row) => row.patientId === patientId && row[key],
    );
    if (relationship[key] && taken) fields.refuse(key, 'the patient already has one');
  }
  fields.done();
  return relationship;
}

function settingsRoutes(app: Hono, state: MedirecordsState): void {
  app.get('/v1/patients/:id/settings', (context) => {
    const { id } = state.patient(context.req.param('id'));
    const settings = state.model.settings.get(id);
    if (!settings && state.settings.missingSettingsStatus === 404) throw nothingHere();
    return context.json(settings ?? emptySettings(state, id));
  });

  // Whether a second POST updates or fails is not confirmed: a switch says so.
  app.post('/v1/patients/:id/settings', async (context) => {
    const { id } = state.patient(context.req.param('id'));
    const body = await bodyFrom(context.req.raw);
    const fields = new Fields(body);
    fields.matching('medicareExpiry', /^[0-9]{4}-(0[1-9]|1[0-2])$/);
    for (const name of ['medicareNo', 'medicareIRN', 'dvaNo', 'pensionCardno', 'pensionCardExpiry'])
      fields.text(name);
    fields.flag('eprescribing');
    fields.done();
    if (state.settings.secondSettings === 'refused' && state.model.settings.has(id)) {
      throw new Refusal(400, { message: 'The patient has settings already' });
    }
    const before = state.model.settings.get(id) ?? emptySettings(state, id);
    const after: PatientSettings = { ...before, ...body, id: before.id, patientId: id, ...state.updated() };
    state.model.settings.set(id, after);
    return context.json(after, 201);
  });
}

function emptySettings(state: MedirecordsState, patientId: string): PatientSettings {
  return { id: randomUUID(), patientId, ...state.created() };
}

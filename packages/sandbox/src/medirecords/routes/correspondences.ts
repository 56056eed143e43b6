import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { Fields } from '../fields.ts';
import type { Correspondence } from '../model.ts';
import { paged } from '../paging.ts';
import { plainRefusal, Refusal, unknownId } from '../refusal.ts';
import { type MedirecordsState, nothingHere } from '../vendor-state.ts';

const path = '/v1/upload/patients/:id/correspondences';

/** Documents into a patient's inbound correspondence, by multipart upload. */
export function correspondenceRoutes(app: Hono, state: MedirecordsState): void {
  app.post(`${path}/inbounds`, async (context) => {
    const patient = state.patient(context.req.param('id'));
    const form = await formFrom(context.req.raw);
    const file = form.get('attachment');
    const correspondence = correspondenceFrom(state, patient.id, form);
    state.model.correspondences.set(correspondence.id, correspondence);
    if (file instanceof File) {
      state.model.attachments.set(correspondence.id, {
        filename: file.name,
        contentType: file.type || 'application/octet-stream',
        bytes: new Uint8Array(await file.arrayBuffer()),
      });
    }
    return context.json(correspondence, 201);
  });

  app.get(`${path}/inbounds`, (context) => {
    const { id } = state.patient(context.req.param('id'));
    const rows = [...state.model.correspondences.values()].filter(({ patientId }) => patientId === id);
    if (rows.length === 0 && state.settings.emptyInboxStatus === 500) throw plainRefusal(500);
    return context.json(paged(rows, new URL(context.req.url).searchParams));
  });

  app.get(`${path}/outbounds`, (context) => {
    state.patient(context.req.param('id'));
    return context.json(paged([], new URL(context.req.url).searchParams));
  });
}

/** What `attachmentUrl` leads to: as a pre-signed link, without a token. */
export function attachmentRoute(app: Hono, state: MedirecordsState): void {
  app.get('/attachments/:id', (context) => {
    const attachment = state.model.attachments.get(context.req.param('id'));
    if (!attachment) throw nothingHere();
    return context.body(attachment.bytes, 200, { 'content-type': attachment.contentType });
  });
}

async function formFrom(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Refusal(400, { message: 'Required multipart request is not present' });
  }
}

function correspondenceFrom(state: MedirecordsState, patientId: string, form: FormData): Correspondence {
  const texts = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  const fields = new Fields({ ...texts, attachment: form.get('attachment') instanceof File ? 'file' : null });
  fields.required('subject', 'practiceId', 'patientId', 'importDate', 'category', 'senderType', 'senderId');
  fields.required('recipientId', 'attachment');
  const text = (name: string, max?: number) => fields.text(name, max) ?? '';
  const recipientId = text('recipientId');
  const id = randomUUID();
  const correspondence: Correspondence = {
    id,
    practiceId: text('practiceId'),
    patientId: text('patientId'),
    importDate: fields.day('importDate') ?? '',
    category: Number(fields.matching('category', /^[0-9]+$/)),
    subject: text('subject'),
    senderType: Number(fields.matching('senderType', /^[0-9]+$/)),
    senderId: text('senderId'),
    recipientId,
    letterStatus: 2,
    checkedDate: null,
    checkedById: null,
    attachmentUrl: `${state.origin}/attachments/${id}`,
    notes: fields.text('notes', 10_000),
    originatorName: null,
    senderName: null,
    recipientName: providerName(state, recipientId),
    checkedByName: null,
    ...state.created(),
  };
  if (correspondence.patientId !== patientId) fields.refuse('patientId', 'must be the patient of the path');
  fields.done();
  state.checkPractice(correspondence.practiceId);
  if (!state.model.providers.has(recipientId)) throw unknownId('User', recipientId);
  return correspondence;
}

function providerName(state: MedirecordsState, id: string): string | null {
  const provider = state.model.providers.get(id);
  return provider ? `${provider.firstName} ${provider.lastName}` : null;
}

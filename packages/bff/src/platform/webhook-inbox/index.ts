export { handleWebhookEvent } from './handle.ts';
export { cleanWebhookEvents, webhookInbox } from './inbox.ts';
export {
  gatheringProvider,
  type StoredWebhookEvent,
  type WebhookProvider,
  type WebhookRun,
  webhookProvider,
} from './provider.ts';
export { webhookEvents } from './tables.ts';

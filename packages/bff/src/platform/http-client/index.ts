export { createHttpClient } from './http-client.ts';
export type {
  ClientContext,
  HttpAnswer,
  HttpCall,
  HttpCallReport,
  HttpClient,
} from './types.ts';

export { createOutsideClient } from './http-client.ts';
export type {
  OutsideAnswer,
  OutsideCall,
  OutsideCallReport,
  OutsideClient,
  OutsideService,
  OutsideSurroundings,
} from './types.ts';

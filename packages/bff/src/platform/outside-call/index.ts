export { createOutsideClient } from './outside-client.ts';
export type {
  OutsideCall,
  OutsideCallReport,
  OutsideClient,
  OutsideService,
  OutsideSurroundings,
} from './types.ts';

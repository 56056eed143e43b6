export { type KeyReport, keyReport } from './keys/key-status.ts';
export { reEncryptValues } from './keys/re-encrypt-values.ts';
export { refuseUnknownKeys } from './keys/refuse-unknown-keys.ts';
export { protectDataOf, sealedColumnsOf } from './protect-data-of.ts';
export { readRegister } from './retention/destruction-register.ts';
export { eraseDue } from './retention/erase-due.ts';
export { type Due, findDue } from './retention/find-due.ts';
export { type RetentionPolicies, retentionPoliciesOf } from './retention/policies.ts';

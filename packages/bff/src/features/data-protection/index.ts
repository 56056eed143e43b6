export { sealedColumns } from './sealed-columns.ts';

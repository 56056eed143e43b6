export {
  correctFiled,
  type FiledAppointment,
  fileAgain,
  fileDeletedAgain,
  filedAppointments,
  moveFiledAgain,
  removeFiledAgain,
} from './appointments/filed-appointments.ts';
export { lookIntoRecords } from './busy-times/look-into-records.ts';
export { recordedTimes } from './busy-times/recorded-times.ts';
export { countFormsNotFiled } from './count-not-filed.ts';
export { recordsFeature } from './feature.ts';
export { filedUnder, filingsOf } from './filing-states.ts';
export { formFilings } from './form-filings.ts';
export { isFiled } from './is-filed.ts';
export { chooseRecord, fileLeftToStaff } from './left-to-staff.ts';

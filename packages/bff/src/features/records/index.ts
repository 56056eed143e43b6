export {
  type FiledAppointment,
  fileAgain,
  filedAppointments,
  moveFiledAgain,
  removeFiledAgain,
} from './appointments/filed-appointments.ts';
export { alsoAskRecords } from './busy-times/also-ask-records.ts';
export { recordedTimes } from './busy-times/recorded-times.ts';
export { recordsFeature } from './feature.ts';
export { isFiled } from './is-filed.ts';

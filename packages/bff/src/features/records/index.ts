export {
  type FiledAppointment,
  fileAgain,
  filedAppointments,
  moveFiledAgain,
  removeFiledAgain,
} from './appointments/filed-appointments.ts';
export { recordsFeature } from './feature.ts';

import { onlyName, splitName } from '../../patients/index.ts';

/** "Alex" of "Alex Sample" and of "Sample, Alex"; a single name as it is. */
export function greetingName(name: string): string {
  const { firstName, lastName } = splitName(name);
  return firstName === onlyName ? lastName : (firstName.split(' ')[0] ?? name);
}

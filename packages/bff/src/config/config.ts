import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { StartRefusal } from '../platform/start-refusal.ts';
import type { Clinic } from './clinic/clinic.ts';
import { type Photos, readPhotos } from './clinic/photos.ts';
import { readClinic } from './clinic/read-clinic.ts';
import { type Environment, type RawEnvironment, readEnvironment } from './environment/environment.ts';
import { weakTokens } from './environment/production-checks.ts';

export interface Config {
  environment: Environment;
  clinic: Clinic;
  photos: Photos;
}

/**
 * Reads the environment and the clinic's file that it names.
 * @throws StartRefusal that says what to change, and where
 */
export function readConfig(raw: RawEnvironment): Config {
  const environment = readEnvironment(raw);
  const path = resolve(environment.CLINIC_CONFIG);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new StartRefusal(`CLINIC_CONFIG names ${path}, which cannot be read.`, { cause });
  }
  const clinic = readClinic(text, basename(path), raw);
  const weak = environment.NODE_ENV === 'production' ? weakTokens(clinic) : [];
  if (weak.length > 0) throw new StartRefusal(weak.join('\n'));
  return { environment, clinic, photos: readPhotos(clinic, dirname(path)) };
}

/** The process's own environment, with what a file `.env` in the current folder adds to it. */
export function processEnvironment(): RawEnvironment {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

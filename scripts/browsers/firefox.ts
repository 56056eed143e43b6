import { findProgram, type Program } from './programs.ts';

export const firefox: Program = {
  name: 'Firefox',
  variable: 'FIREFOX_PATH',
  commands: ['firefox-esr', 'firefox'],
  applications: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
  packages: ['firefox-esr'],
};

export const findFirefox = (): Promise<string | undefined> => findProgram(firefox);

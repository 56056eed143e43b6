import type { DeviceTrouble } from '../elements/device-check/device-trouble.ts';
import type { DeviceKind } from '../elements/device-check/open-devices.ts';
import type { Platform } from '../elements/device-check/platform.ts';

const name: Readonly<Record<DeviceKind, string>> = { camera: 'camera', microphone: 'microphone' };

/** The words of the test of camera, microphone and speaker. */
export const deviceCheckCopy = {
  heading: 'Test your camera and sound',
  lead: 'This takes about a minute. Nothing is recorded, and nothing is sent to us.',
  start: 'Start the test',
  starting: 'Waiting…',
  again: 'Start again',
  permission: 'Your browser will ask if this page may use your camera and microphone. Choose “Allow”.',
  stop: 'Turn camera and microphone off',
  stopped: 'Your camera and microphone are off.',
  stoppedHidden: 'We turned your camera and microphone off because you left this page.',
  titles: { camera: 'Camera', microphone: 'Microphone', speaker: 'Speaker' },
  choose: { camera: 'Which camera', microphone: 'Which microphone' },
  camera: {
    idle: 'You will see yourself here.',
    works: 'Your camera works. You should see yourself.',
    picture: 'The picture of your camera, as in a mirror',
  },
  microphone: {
    idle: 'You will see here if we can hear you.',
    trying: 'Say a few words.',
    quiet: 'We cannot hear anything yet. Check that your microphone is not muted, and speak a little louder.',
    works: 'Your microphone works. We can hear you.',
  },
  speaker: {
    idle: 'Play a short sound.',
    play: 'Play a sound',
    playAgain: 'Play it again',
    playing: 'Playing…',
    ask: 'Did you hear it?',
    yes: 'Yes, I heard it',
    no: 'No',
    works: 'Your speaker works.',
    unheard:
      'Turn the volume up, and check that headphones are not connected to another device. A phone can be on silent. Then play it again.',
    failed: 'The sound could not be played here. Try another browser.',
  },
  ready: 'You are ready for your appointment',
  readyMore: 'Use the same device and browser when it is time.',
  help: 'Does it still not work?',
  call: (phone: string) => `Call ${phone}`,
  onOurPage: 'Open the test on our page',
  tryAgain: (kind: DeviceKind) => `Try the ${name[kind]} again`,
} as const;

const allow: Readonly<Record<Platform, string>> = {
  ios: 'Tap the sign beside the address, choose “Website Settings”, and allow it. In a browser other than Safari, allow it in Settings, under the name of that browser.',
  android: 'Tap the sign at the left of the address, choose “Permissions”, and allow it.',
  desktop:
    'Select the sign at the left of the address, and allow it. If it is allowed there, look in the privacy settings of your computer, too.',
};

/** What is wrong with a device, and what to do. */
export function deviceTroubleSentence(kind: DeviceKind, trouble: DeviceTrouble, platform: Platform): string {
  const device = name[kind];
  const sentences: Readonly<Record<DeviceTrouble, string>> = {
    unsupported: `This browser cannot open your ${device}. Open this page in Safari, Chrome, Firefox or Edge.`,
    insecure: `Browsers only open a ${device} on a secure page.`,
    framed: `This page may not open your ${device}, because it is shown inside another page.`,
    denied: `Your ${device} is not allowed on this page. ${allow[platform]}`,
    missing: `We found no ${device}. Connect one, or use your phone.`,
    busy: `Another app is using your ${device}. Close other video calls and apps that use it.`,
    lost: `Your ${device} was disconnected. Connect it again.`,
    failed: `Your ${device} could not be opened. Restart your browser and try again.`,
  };
  return sentences[trouble];
}

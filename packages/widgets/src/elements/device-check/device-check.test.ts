import '../../testing/guards/console-guard.ts';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { forgetCatalogue } from '../../api/catalogue.ts';
import { focusedName } from '../../testing/device/keyboard.ts';
import { expectAccessible } from '../../testing/expect-accessible.ts';
import { allByRole, byRole, textOf } from '../../testing/queries.ts';
import { play, startMockServer } from '../../testing/samples/mock-server.ts';
import { deviceCheckScenarios, type FakeDevices, playDevices } from './device-check.mocks.ts';
import type { DeviceCheck } from './device-check.ts';
import { troubleBefore, troubleOf } from './device-trouble.ts';
import { platformOf } from './platform.ts';
import { loudness, voiceDetector } from './sound-level.ts';
import './device-check.ts';

before(startMockServer);
beforeEach(forgetCatalogue);

let devices: ReturnType<typeof playDevices>;
afterEach(() => devices?.end());

async function place(fake: FakeDevices = {}): Promise<DeviceCheck> {
  devices = playDevices(fake);
  play(...deviceCheckScenarios.default);
  return fixture<DeviceCheck>(html`<bq-device-check><p>Call us</p></bq-device-check>`);
}

async function start(element: DeviceCheck): Promise<void> {
  byRole(element, 'button', /^Start the test/).click();
  await waitUntil(
    () => allByRole(element, 'button', /^Start the test/).length === 0,
    'the devices were asked for',
    {
      timeout: 20_000,
    },
  );
}

const says = (element: DeviceCheck, words: string) =>
  waitUntil(() => textOf(element).includes(words), `it says "${words}"`, { timeout: 20_000 });

describe('trying camera and microphone', () => {
  it('asks for nothing before the patient starts', async () => {
    const element = await place();
    await says(element, 'Nothing is recorded, and nothing is sent to us.');
    expect(devices.asked).to.have.length(0);
    await expectAccessible(element);
  });

  it('shows the picture, asks once for both, and closes them when asked', async () => {
    const element = await place();
    await start(element);
    await says(element, 'Your camera works');
    expect(devices.asked).to.have.length(1);
    await waitUntil(() => focusedName() === 'Turn camera and microphone off', 'the focus follows the button');
    const video = element.shadowRoot?.querySelector('video');
    expect((video?.srcObject as MediaStream | null)?.getVideoTracks()).to.have.length(1);
    expect(video?.muted).to.equal(true);
    await expectAccessible(element);
    byRole(element, 'button', 'Turn camera and microphone off').click();
    await says(element, 'Your camera and microphone are off.');
    expect(devices.live()).to.have.length(0);
    await waitUntil(() => focusedName().startsWith('Start again'), 'the focus stays in the test');
  });

  it('closes both when the element leaves the page', async () => {
    const element = await place();
    await start(element);
    await says(element, 'Your camera works');
    element.remove();
    expect(devices.live()).to.have.length(0);
  });

  it('opens a microphone without a camera, and says what to do about the camera', async () => {
    const element = await place({ camera: 'NotFoundError' });
    await start(element);
    await says(element, 'We found no camera. Connect one, or use your phone.');
    expect(devices.live().map(({ kind }) => kind)).to.deep.equal(['audio']);
    byRole(element, 'button', 'Try the camera again');
    await waitUntil(
      () => allByRole(element, 'link', 'Call (03) 7010 4321').length === 1,
      'a person can be called',
    );
    await expectAccessible(element);
  });

  for (const [fault, words] of [
    ['NotAllowedError', 'Your microphone is not allowed'],
    ['NotReadableError', 'Another app is using your microphone'],
    ['TypeError', 'Your microphone could not be opened'],
  ] as const) {
    it(`says what ${fault} means`, async () => {
      const element = await place({ camera: fault, microphone: fault });
      await start(element);
      // The tests run in a frame, so a refusal can be the frame's.
      await says(
        element,
        fault === 'NotAllowedError' && window.top !== window ? 'inside another page' : words,
      );
    });
  }

  it('tells when a device is disconnected, and opens it again', async () => {
    const element = await place();
    await start(element);
    await says(element, 'Your camera works');
    const [track] = devices.opened.flatMap((stream) => stream.getVideoTracks());
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    await says(element, 'Your camera was disconnected. Connect it again.');
    byRole(element, 'button', 'Try the camera again').click();
    await says(element, 'Your camera works');
  });
});

describe('reading what browsers say', () => {
  it('knows the names of errors, old ones too', () => {
    expect(troubleOf(new DOMException('', 'NotAllowedError'), false)).to.equal('denied');
    expect(troubleOf(new DOMException('', 'NotAllowedError'), true)).to.equal('framed');
    expect(troubleOf({ name: 'TrackStartError' }, false)).to.equal('busy');
    expect(troubleOf(undefined, false)).to.equal('failed');
  });

  it('does not ask where a browser never opens a device', () => {
    expect(troubleBefore({ isSecureContext: false, navigator })).to.equal('insecure');
    expect(troubleBefore({ isSecureContext: true, navigator: {} as Navigator })).to.equal('unsupported');
    expect(troubleBefore({ isSecureContext: true, navigator })).to.equal(undefined);
  });

  it('knows an iPad that says it is a Mac', () => {
    expect(platformOf({ userAgent: 'Mozilla/5.0 (Macintosh; Intel)', maxTouchPoints: 5 })).to.equal('ios');
    expect(platformOf({ userAgent: 'Mozilla/5.0 (Macintosh; Intel)', maxTouchPoints: 0 })).to.equal(
      'desktop',
    );
    expect(platformOf({ userAgent: 'Mozilla/5.0 (Linux; Android 15)', maxTouchPoints: 5 })).to.equal(
      'android',
    );
  });

  it('takes a voice for a voice, and a knock for none', () => {
    const isVoice = voiceDetector();
    expect([0.3, 0, 0.3, 0.3].map(isVoice)).to.deep.equal([false, false, false, false]);
    expect(isVoice(0.3)).to.equal(true);
    expect(loudness(new Float32Array([0.5, -0.5]))).to.equal(0.5);
    expect(loudness(new Float32Array())).to.equal(0);
  });
});

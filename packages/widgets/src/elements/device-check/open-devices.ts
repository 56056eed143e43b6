import { type DeviceTrouble, troubleBefore, troubleOf } from './device-trouble.ts';

export type DeviceKind = 'camera' | 'microphone';

/** What the browser gave for one kind of device. */
export type Opened = { readonly stream: MediaStream } | { readonly trouble: DeviceTrouble };

const constraints = (kind: DeviceKind, deviceId?: string): MediaStreamConstraints => {
  const device = deviceId ? { deviceId: { exact: deviceId } } : true;
  return kind === 'camera' ? { video: device } : { audio: device };
};

/** Opens one device. It is open until its tracks are stopped. */
export async function openDevice(kind: DeviceKind, deviceId?: string): Promise<Opened> {
  const before = troubleBefore(window);
  if (before) return { trouble: before };
  try {
    return { stream: await navigator.mediaDevices.getUserMedia(constraints(kind, deviceId)) };
  } catch (cause) {
    return { trouble: troubleOf(cause, window.top !== window) };
  }
}

/**
 * Opens camera and microphone with one question of the browser. When that fails, each is opened alone, because a
 * computer without a camera can have a microphone.
 */
export async function openBoth(): Promise<Record<DeviceKind, Opened>> {
  if (!troubleBefore(window)) {
    try {
      const both = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
      return {
        camera: { stream: new MediaStream(both.getVideoTracks()) },
        microphone: { stream: new MediaStream(both.getAudioTracks()) },
      };
    } catch {
      // The tries below say which of the two it was.
    }
  }
  return { camera: await openDevice('camera'), microphone: await openDevice('microphone') };
}

export function closeStream(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

import { type FaceWord, get, type PhoneView, post } from '../api/index.ts';

/** What a phone says to the recovery it joined, and hears from it. */
export const phone = {
  join: (opening: { link: string; claim: string }) => post<PhoneView>('/api/phone', opening),
  read: () => get<PhoneView>('/api/phone'),
  agree: () => post<PhoneView>('/api/phone/agreement'),
  openWallet: () => post<{ readonly location: string }>('/api/phone/presentation'),
  bringCode: (code: string) => post<PhoneView>('/api/phone/response-code', { code }),
  deny: () => post<{ readonly stopped: boolean }>('/api/phone/denial'),
  face: {
    open: (consent: string, lit: boolean) =>
      post<FaceWord>('/api/phone/face-check/session', { consent, lit }),
    sendFrame: (frame: { session: string; step: number; frame: string }) =>
      post<FaceWord>('/api/phone/face-check/frame', frame),
    sendFrames: (capture: { session: string; frames: readonly string[] }) =>
      post<PhoneView>('/api/phone/face-check', capture),
  },
};

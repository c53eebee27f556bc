import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contender } from '../presentation/interleave.ts';
import { answerPeer, createPeerSigner, type PeerRequest, peerQuery, peerRoots } from './answer-peer.ts';

/** Another implementation to measure against; in a manifest of its own, since it is no part of Regain. */
export interface Peer {
  readonly version: string;
  contender(format: 'SD-JWT VC' | 'mdoc'): Promise<Contender>;
}

interface Credo {
  readonly version: string;
  ask(query: object): Promise<{
    readonly request: PeerRequest;
    readonly verify: (response: string) => Promise<unknown>;
  }>;
}

const answersEach = 100;

/** Null: it is not installed. */
export async function openPeer(): Promise<Peer | null> {
  const folder = join(import.meta.dirname, 'credo');
  if (!existsSync(join(folder, 'node_modules', '@credo-ts', 'openid4vc'))) return null;
  const { openCredo } = (await import(pathToFileURL(join(folder, 'open-credo.mjs')).href)) as {
    openCredo: (options: object) => Promise<Credo>;
  };
  const credo = await openCredo({ trustedCertificates: peerRoots, signer: await createPeerSigner() });
  return {
    version: credo.version,
    contender: async (format) => {
      const answered: { response: string; verify: (response: string) => Promise<unknown> }[] = [];
      for (let index = 0; index < answersEach; index += 1) {
        const { request, verify } = await credo.ask(peerQuery(format));
        answered.push({ verify, response: await answerPeer(format, request) });
      }
      let index = 0;
      return {
        name: `Credo ${credo.version}`,
        runOnce: () => {
          index = (index + 1) % answered.length;
          const { verify, response } = answered[index]!;
          return verify(response);
        },
      };
    },
  };
}

import { createHttpFaceCheck } from '../../connectors/face-check/http/index.ts';
import { createOutboundFetch } from '../../connectors/outbound/index.ts';
import { builtInFaceCheck, type FaceCheckVendor } from '../../recovery/policy/index.ts';
import type {
  FaceCheckElsewhere,
  FaceCheckProvider,
  FaceMatcher,
} from '../../recovery/steps/face-check/index.ts';
import type { Installation } from '../installation.ts';
import { readPrivateAddresses } from '../settings/index.ts';
import { loopbackOriginsOf } from './ask-vendor.ts';
import { builtInFacts, readVendors } from './read-vendors.ts';
import { openVendorSecret } from './vendor-secret.ts';

/** A person waits; a portrait is on its way. */
const timeoutMs = 8_000;

export interface FaceCheckReader {
  /** For a recovery: null when there is none of this id, it is switched off, or the built-in one is not installed. */
  read(id: string): Promise<FaceCheckProvider | null>;
  /** For deleting: switched off or not. */
  readVendor(id: string): Promise<FaceCheckElsewhere | null>;
}

/** The catalogue as the journey asks for it: read anew each time, so that what an admin switches holds for the next person. */
export function createFaceCheckReader(
  installation: Pick<Installation, 'config' | 'settings' | 'keys'>,
  matcher: FaceMatcher,
): FaceCheckReader {
  const builtIn = { kind: 'here', ...builtInFacts(matcher), matcher } as const;
  const find = async (id: string) => (await readVendors(installation)).find((each) => each.id === id);
  const connect = (vendor: FaceCheckVendor) =>
    createHttpFaceCheck({
      vendor,
      secret: openVendorSecret(installation, vendor),
      fetch: createOutboundFetch({
        loopbackOrigins: loopbackOriginsOf(installation.config, vendor),
        timeoutMs,
        readPrivateAddresses: () => readPrivateAddresses(installation),
      }),
    });
  return {
    read: async (id) => {
      if (id === builtInFaceCheck) return matcher.isInstalled ? builtIn : null;
      const vendor = await find(id);
      return vendor?.enabled === true ? connect(vendor) : null;
    },
    readVendor: async (id) => {
      const vendor = await find(id);
      return vendor === undefined ? null : connect(vendor);
    },
  };
}

import { providersFor } from '../policy/index.ts';
import { mayReissue } from '../steps/access-pass/index.ts';
import { captureTries } from '../steps/face-check/index.ts';
import { askedClaims } from '../steps/presentation/index.ts';
import type { Recovery, RecoveryReceipt } from '../store/index.ts';
import { openEvidenceKey, reviveEvidence } from './evidence-drawer.ts';
import { mayUsePhone } from './may-use-phone.ts';
import { endOf, type PhoneEnd, type PhoneOffer, viewOffer } from './phone/index.ts';
import type { JourneyPorts } from './ports.ts';
import { readOpenRequest } from './presentation-request.ts';
import { readPhone } from './read-phone.ts';
import { open } from './seal.ts';
import { reissueCountsFrom } from './transitions/show-pass.ts';

/** What the person sees now. Made from the stored recovery alone, so that reload, back and a second tab show the truth. */
export interface RecoveryView {
  readonly caseNumber: string;
  readonly rehearsal: boolean;
  readonly identifier: string;
  readonly step: 'identity-verification' | 'presentation' | 'face-check' | 're-enrolment' | null;
  readonly now: RecoveryPage;
}

export type RecoveryPage =
  | { readonly page: 'explain' | 'checking' | 'rehearsed' | 'notConfirmed' | 'tryLater' | 'ended' }
  | {
      readonly page: 'chooseCountry';
      readonly suggestedCountry: string;
      readonly countries: readonly string[];
      readonly walletFirst: boolean;
    }
  | {
      readonly page: 'goToProvider';
      readonly providerName: string;
      readonly country: string;
      readonly returned: boolean;
    }
  | { readonly page: 'providerDown'; readonly providerName: string }
  | {
      readonly page: 'present';
      readonly inBrowser: boolean;
      readonly otherDevice: boolean;
      readonly asked: readonly string[];
      readonly phoneEnded: PhoneEnd | null;
    }
  | {
      readonly page: 'waitingForWallet';
      readonly request: { readonly address: string; readonly expiresAt: number };
    }
  | {
      readonly page: 'faceCheck';
      readonly triesLeft: number;
      readonly problem: string | null;
      /** Our own camera page, or a vendor's; `unavailable`: nobody can do it just now. */
      readonly client:
        | { readonly kind: 'camera' | 'unavailable' }
        | {
            readonly kind: 'hostedPage';
            readonly provider: string;
            readonly host: string;
            readonly underWay: boolean;
          };
      readonly otherDevice: boolean;
      readonly phoneEnded: PhoneEnd | null;
    }
  /** A second device takes part, or is waited for. */
  | PhoneOffer
  /** Proved; notices are out until then, and it goes on after them. */
  | { readonly page: 'waiting'; readonly until: number }
  | {
      readonly page: 'accessPass';
      readonly expiresAt: number | null;
      readonly expired: boolean;
      readonly mayIssue: boolean;
    }
  | { readonly page: 'enrol'; readonly enrolmentOpen: boolean; readonly newMethodReady: boolean }
  | ({ readonly page: 'recovered' } & RecoveryReceipt);

const steps: Readonly<Record<Recovery['state'], RecoveryView['step']>> = {
  explain: null,
  chooseCountry: 'identity-verification',
  goToProvider: 'identity-verification',
  present: 'presentation',
  faceCheck: 'face-check',
  matching: 'face-check',
  waiting: 'face-check',
  granting: 'face-check',
  accessPass: 're-enrolment',
  enrol: 're-enrolment',
  closed: null,
};

export async function viewRecovery(ports: JourneyPorts, recovery: Recovery): Promise<RecoveryView> {
  const boundTo = `${recovery.id}|identifier`;
  const sealed = recovery.identifierSealed;
  return {
    caseNumber: recovery.caseNumber,
    rehearsal: recovery.mode === 'evaluation',
    // Long after the end it is erased (R19).
    identifier: sealed === '' ? '' : open({ key: ports.keys.request, boundTo, sealed }),
    step: steps[recovery.state],
    now: await pageOf(ports, recovery),
  };
}

async function pageOf(ports: JourneyPorts, recovery: Recovery): Promise<RecoveryPage> {
  const { profile } = recovery.policy;
  switch (recovery.state) {
    case 'explain':
      return { page: 'explain' };
    case 'chooseCountry': {
      const countries = Object.keys(profile.providersByCountry).filter((each) => each !== 'default');
      return {
        page: 'chooseCountry',
        suggestedCountry: recovery.country,
        countries,
        walletFirst: profile.walletFirst,
      };
    }
    case 'goToProvider': {
      const providerName = await providerNameOf(ports, recovery);
      return recovery.providerDown
        ? { page: 'providerDown', providerName }
        : {
            page: 'goToProvider',
            providerName,
            country: recovery.country,
            returned: recovery.returnedFromProvider,
          };
    }
    case 'present': {
      const phone = await readPhone(ports, recovery);
      const offer = viewOffer(ports, recovery, phone);
      if (offer !== null) return offer;
      const request = await readOpenRequest(ports, recovery);
      if (request !== null) return { page: 'waitingForWallet', request };
      return {
        page: 'present',
        inBrowser: ports.asksInBrowser,
        otherDevice: await mayUsePhone(ports, recovery),
        phoneEnded: endOf(phone, recovery),
        asked: askedClaims(recovery.policy),
      };
    }
    case 'faceCheck': {
      const phone = await readPhone(ports, recovery);
      const offer = viewOffer(ports, recovery, phone);
      if (offer !== null) return offer;
      const client = await faceClientOf(ports, recovery);
      return {
        page: 'faceCheck',
        triesLeft: captureTries - recovery.captureTries,
        problem: recovery.captureProblem,
        client,
        // A vendor's page has its own way to a phone.
        otherDevice: client.kind === 'camera' && (await mayUsePhone(ports, recovery)),
        phoneEnded: endOf(phone, recovery),
      };
    }
    case 'waiting':
      return recovery.waitsUntil === null
        ? { page: 'checking' }
        : { page: 'waiting', until: recovery.waitsUntil };
    case 'matching':
    case 'granting':
      return { page: 'checking' };
    case 'accessPass':
      return passPage(ports, recovery);
    case 'enrol':
      return await enrolPage(ports, recovery);
    case 'closed':
      return lastPage(recovery);
  }
}

async function faceClientOf(
  ports: JourneyPorts,
  recovery: Recovery,
): Promise<Extract<RecoveryPage, { page: 'faceCheck' }>['client']> {
  const provider = await ports.readFaceCheck(recovery.policy.profile.faceCheck.provider);
  if (provider === null) return { kind: 'unavailable' };
  if (provider.kind === 'here') return { kind: 'camera' };
  const rows = await ports.store.readEvidence(recovery.id);
  const key = openEvidenceKey(ports, recovery);
  const visit = reviveEvidence({ ports, key, recoveryId: recovery.id, rows, kind: 'faceVisit' });
  return {
    kind: 'hostedPage',
    provider: provider.name,
    host: provider.host,
    underWay: visit !== null,
  };
}

function passPage(ports: JourneyPorts, recovery: Recovery): RecoveryPage {
  const now = ports.now();
  const expired = (recovery.passExpiresAt ?? 0) <= now;
  const mayIssue =
    !expired ||
    mayReissue({
      provedAt: reissueCountsFrom(recovery),
      reissues: recovery.passReissues,
      redeemed: recovery.redeemedAt !== null,
      now,
    });
  return { page: 'accessPass', expiresAt: recovery.passExpiresAt, expired, mayIssue };
}

async function enrolPage(ports: JourneyPorts, recovery: Recovery): Promise<RecoveryPage> {
  const { open, newMethodReady } = await ports.directory.readEnrolment({ recoveryId: recovery.id });
  return { page: 'enrol', enrolmentOpen: open, newMethodReady };
}

/** One page for every cause after proof; which it was stands in the audit (D15). */
function lastPage(recovery: Recovery): RecoveryPage {
  switch (recovery.outcome) {
    case 'recovered':
      return recovery.receipt === null ? { page: 'ended' } : { page: 'recovered', ...recovery.receipt };
    case 'rehearsed':
      return { page: 'rehearsed' };
    case 'refused':
      return { page: 'notConfirmed' };
    case 'slowed':
      return { page: 'tryLater' };
    default:
      return { page: 'ended' };
  }
}

async function providerNameOf(ports: JourneyPorts, recovery: Recovery): Promise<string> {
  const rows = await ports.store.readEvidence(recovery.id);
  const key = openEvidenceKey(ports, recovery);
  const applicant = reviveEvidence({ ports, key, recoveryId: recovery.id, rows, kind: 'applicant' });
  const verifiers = await ports.readIdentityVerifiers();
  const listed =
    applicant === null ? [] : providersFor({ profile: applicant.policy.profile, country: recovery.country });
  return listed.flatMap((id) => verifiers.find((each) => each.id === id)?.name ?? [])[0] ?? '';
}

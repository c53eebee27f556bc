/**
 * Every reason for which this step says no. A check proves that a test reaches each of them.
 * The person sees one text for nearly all (R18); the codes are for audit and admin.
 */
export const presentationRefusalCodes = [
  // The answer as an envelope (OpenID4VP 1.0, 8.3).
  'responseTooLarge',
  'responseNotEncrypted',
  'responseHeader',
  'responseUndecryptable',
  'responseMalformed',
  'stateMismatch',
  'walletDeclined',
  // The credential and who issued it.
  'walletFirstNotAllowed',
  'credentialMissing',
  'credentialMalformed',
  'credentialType',
  'credentialRelabelled',
  'issuerUntrusted',
  'issuerSwitchedOff',
  'certificateExpired',
  'certificateExtension',
  'credentialSignature',
  'disclosureInvalid',
  'credentialExpired',
  'credentialNotYetValid',
  'credentialTooOld',
  'issuerKeysUnavailable',
  'statusUnavailable',
  'credentialRevoked',
  // The wallet that holds it.
  'holderKeyMissing',
  'keyBindingMissing',
  'keyBindingMalformed',
  'keyBindingSignature',
  'keyBindingAudience',
  'keyBindingNonce',
  'keyBindingTime',
  'keyBindingHash',
  'keyBindingHolder',
  'deviceSignedUnauthorised',
  // What it says.
  'claimMissing',
  'claimMalformed',
  'portraitMissing',
  'portraitUnusable',
] as const;

export type PresentationRefusalCode = (typeof presentationRefusalCodes)[number];

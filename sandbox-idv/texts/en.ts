/** English, the source. A comment above a group is its context for translators. */
export const en = {
  // The company, made up. Keep the name; translate the line under it. The banner stands on every page.
  brand: 'Specimen ID',
  tagline: 'A pretend verification provider',
  banner: 'Sandbox. Nothing is checked for real, and every credential is worthless outside of tests.',
  footer: 'Specimen ID keeps what you enter in memory for at most 90 minutes, and forgets it at a restart.',
  step: 'Step {number} of 4',

  // Names that wallets show.
  issuerName: 'Specimen ID (sandbox)',
  credentialName: 'Specimen identity',
  'claim.given_name': 'Given name',
  'claim.family_name': 'Family name',
  'claim.birthdate': 'Date of birth',
  'claim.document_number': 'Document number',
  'claim.issuing_country': 'Issuing country',
  'claim.date_of_expiry': 'Document valid until',
  'claim.portrait': 'Portrait',

  // First page. {relyingParty} is a host name.
  'choose.title': 'Verify your identity',
  'choose.intro':
    '{relyingParty} asks us to check who you are. It takes about a minute. Have your document ready.',
  'choose.country': 'Country that issued your document',
  'choose.countryNone': 'Choose a country',
  'choose.documentType': 'Document',
  'documentType.identityCard': 'Identity card',
  'documentType.passport': 'Passport',
  'documentType.drivingLicence': 'Driving licence',
  'choose.continue': 'Continue to my document',
  'choose.cancel': 'Go back to {relyingParty}',
  // The chooser for testers, below the real questions of the first page.
  'outcome.title': 'Test outcome',
  'outcome.intro': 'Only in this sandbox: choose how the check ends.',
  'outcome.more': 'More outcomes: credentials a verifier must refuse',
  'outcome.pass': 'Pass',
  'outcome.documentRefused': 'Document refused',
  'outcome.faceRefused': 'Face refused',
  'outcome.otherName': 'Pass, with another name',
  'outcome.otherBirthDate': 'Pass, with another birth date',
  'outcome.slow': 'Pass, but slowly',
  'outcome.down': 'Provider goes down for a minute',
  'outcome.tooOld': 'Credential is 30 days old',
  'outcome.expired': 'Credential has expired',
  'outcome.untrusted': 'Credential from an unknown authority',

  // Document page. A specimen is a made-up person with a made-up document.
  'document.title': 'Show your document',
  'document.specimens': 'Choose a specimen. Its picture is used as your portrait too.',
  'document.specimensOf': 'From {country}',
  'document.specimensElsewhere': 'From other countries',
  'document.born': 'Born {date}',
  'document.own': 'Use a picture of my own',
  'document.ownIntro':
    'The sandbox cannot read documents, so please type what is printed on yours. Better not your real one.',
  'document.picture': 'Picture of the document',
  'document.givenName': 'Given name',
  'document.familyName': 'Family name',
  'document.birthDate': 'Date of birth',
  'document.documentNumber': 'Document number',
  'document.country': 'Issuing country',
  'document.submit': 'Use this document',
  'document.back': 'Back to the first page',

  // Pictures, on the document and on the portrait page.
  'picture.hint': 'JPEG or PNG, at most 4 MB.',
  'picture.camera': 'Use the camera',
  'picture.take': 'Take the picture',
  'picture.taken': 'The picture is ready.',
  'picture.noCamera': 'The camera cannot be used. Please choose a file.',

  // Problems with a form. The heading is followed by a list.
  'problem.title': 'Please look at this again',
  'problem.noPicture': 'Choose a picture.',
  'problem.tooLarge': 'The picture is larger than 4 MB.',
  'problem.notAPicture': 'The file is not a JPEG or PNG picture.',
  'problem.givenName': 'Type the given name.',
  'problem.familyName': 'Type the family name.',
  'problem.birthDate': 'Type the date of birth.',
  'problem.documentNumber': 'Type the document number.',
  'problem.country': 'Choose the issuing country.',

  // Portrait page, after a picture of one's own.
  'portrait.title': 'Your face',
  'portrait.intro': 'The portrait goes into your credential.',
  'portrait.useDocument': 'Use the picture of my document',
  'portrait.documentPicture': 'The picture of your document',
  'portrait.other': 'Use another picture',
  'portrait.picture': 'Portrait',
  'portrait.submit': 'Use this portrait',

  // Waiting page. The checks are shown as a list, each with its state.
  'running.title': 'Checking your document',
  'running.intro': 'This page goes on by itself. You can reload it.',
  'running.slow': 'This takes longer than usual. Nothing is lost; please stay on this page.',
  'check.picture': 'The picture is sharp enough',
  'check.document': 'The document is genuine',
  'check.face': 'The face belongs to the document',
  'check.credential': 'Your credential is being prepared',
  'state.waiting': 'Waiting',
  'state.running': 'Checking',
  'state.passed': 'Done',
  'state.refused': 'Refused',

  // Refused. {relyingParty} is a host name.
  'refused.documentTitle': 'We could not accept your document',
  'refused.document':
    'The check of the document failed. You can try again, with better light or another document.',
  'refused.faceTitle': 'We could not match your face',
  'refused.face': 'The face does not seem to belong to the document. You can try again.',
  'refused.sandbox': 'In this sandbox that is so because you chose it on the first page.',
  'refused.again': 'Try again',
  'refused.back': 'Go back to {relyingParty}',

  // Credential page, before and after the wallet took it. The transaction code is six digits typed into the wallet.
  'credential.title': 'Add the credential to your wallet',
  'credential.intro': 'Your check has passed. Open your wallet and type this code there when it asks.',
  'credential.code': 'Transaction code',
  'credential.open': 'Open my wallet',
  'credential.newTab': 'Opens in a new tab. Come back here afterwards.',
  'credential.waiting': 'Waiting for your wallet',
  'credential.redeemed': 'Your wallet has accepted the code and is fetching the credential',
  'credential.elsewhere': 'My wallet is on another device, or is another one',
  'credential.scan': 'Scan this with your wallet, or copy the address into it.',
  'credential.qr': 'QR code of the offer',
  'credential.address': 'Address of the offer',
  'credential.copy': 'Copy the address',
  'credential.copied': 'Copied',
  'credential.leave': 'Go back without adding it',
  'credential.deadTitle': 'This offer has ended',
  'credential.dead': 'It was not used within ten minutes, or a wrong code was typed five times.',
  'credential.renew': 'Make a new offer',
  'credential.doneTitle': 'It is in your wallet',
  'credential.done': 'You can go back now. There you will be asked to show the credential.',
  'credential.goBack': 'Go back to {relyingParty}',

  // Pages without a check: bad or used links, no session, provider down.
  'notice.invalidTitle': 'This link does not work',
  'notice.invalid':
    'It was not made for us, or it is damaged. Please go back and start the verification again.',
  'notice.expiredTitle': 'This link has expired',
  'notice.expired': 'It is older than ten minutes. Please go back and start the verification again.',
  'notice.usedTitle': 'This link was already used',
  'notice.used': 'Each link works once. Please go back and start the verification again.',
  'notice.unreachableTitle': 'We cannot check this link now',
  'notice.unreachable': '{relyingParty} does not answer. Please try again in a moment.',
  'notice.noCheckTitle': 'There is no verification here',
  'notice.noCheck':
    'It has ended, or it was started in another browser. Please start it again at {relyingParty}.',
  'notice.downTitle': 'Our service is down',
  'notice.down': 'Please try again later. In this sandbox it comes back by itself within a minute.',
  'notice.up': 'Bring it up again now',
  'notice.upTitle': 'Our service is up again',
  'notice.upText': 'You can go back and start the verification again.',
  'notice.notFoundTitle': 'There is no such page',
  'notice.notFound': 'Please check the address.',
  'notice.errorTitle': 'Something went wrong here',
  'notice.error': 'Please try again. If it happens again, start anew at {relyingParty}.',
  'notice.home': 'Go to {relyingParty}',
} as const;

export type TextKey = keyof typeof en;
export type Catalogue = Readonly<Record<TextKey, string>>;

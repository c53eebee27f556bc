/**
 * Every sentence that Pocket shows, by language. A new language is a new entry here, nothing else.
 * `{name}` marks what the page fills in. Notes for translators stand above the text that they are about.
 */
const en = {
  dir: 'ltr',
  title: 'Pocket',
  tag: 'Reference wallet for testing',
  footer:
    'Pocket is a test wallet. Credentials and their keys stay in this browser. Do not keep real documents in it.',
  home: 'All credentials',
  loading: 'One moment',
  wallet: {
    heading: 'Your wallet',
    empty:
      'Nothing in here yet. When an issuer offers you a credential, it opens Pocket or shows you a QR code.',
    /** {issuer}: an organisation's name, from its certificate. */
    from: 'From {issuer}',
    validUntil: 'Valid until {date}',
    expired: 'Expired on {date}',
    noEnd: 'Does not expire',
    details: 'Show details',
    received: 'Added',
    origin: 'Came from',
    issuer: 'Issuer named in the certificate',
    type: 'Type',
    remove: 'Remove credential',
    removeHeading: 'Remove this credential?',
    /** {type}: what kind of credential; {issuer}: who issued it. */
    removeText:
      '{type} from {issuer} and its key are deleted from this browser. Only the issuer can give it to you again.',
    keep: 'Keep it',
    removed: 'Credential removed.',
    damaged: 'One stored credential can no longer be read and is not shown.',
  },
  open: {
    heading: 'Open an offer or a request',
    label: 'Paste an address',
    hint: 'It begins with openid4vp://, haip-vp:// or openid-credential-offer://, or is an address of this wallet.',
    button: 'Open address',
    unknown:
      'Pocket cannot open this address. Copy the whole address again, from its first letter to its last.',
    scan: 'Scan a QR code',
    scanHeading: 'Hold the QR code in front of the camera',
    scanLooking: 'Looking for a QR code',
    scanOther: 'This QR code is not an offer or a request for a wallet.',
    scanNoCamera:
      'Pocket cannot use a camera here. Allow the camera in the browser, or paste the address instead.',
    scanStop: 'Stop scanning',
  },
  offer: {
    checking: 'Reading the offer',
    /** {issuer}: who offers. */
    heading: '{issuer} offers you a credential',
    intro: 'Pocket keeps it in this browser, together with a new key that never leaves it.',
    what: 'What you get',
    where: 'Offered by',
    code: 'Code from the issuer',
    /** {length}: number of characters. */
    codeHint: 'The issuer shows this code on its own page. It has {length} characters.',
    codeHintPlain: 'The issuer shows this code on its own page.',
    codeMissing: 'Type the code that the issuer shows you.',
    accept: 'Add to my wallet',
    working: 'Getting your credential',
    doneHeading: 'In your wallet',
    done: 'You can close this tab.',
    see: 'See my credentials',
  },
  present: {
    checking: 'Checking who asks',
    /** {asker}: the organisation that wants to see something, from its certificate. */
    heading: '{asker} asks to see something from your wallet',
    asker: 'Who asks',
    host: 'Answer goes to',
    what: 'What you would share',
    also: 'Also visible: who issued it and how long it is valid.',
    /** {type}: what kind of credential; {issuer}: who issued it. */
    source: '{type} from {issuer}',
    which: 'Which one do you want to show?',
    /** {what}: holder, type and issuer; {time}: when it came into the wallet. */
    option: '{what}, added {time}',
    share: 'Share',
    decline: "Don't share",
    sending: 'Sending, encrypted for {asker}',
    sharedHeading: 'Shared',
    shared: '{asker} has received what you agreed to.',
    sharedBefore: 'You have already answered this request.',
    declinedHeading: 'Nothing was shared',
    declined: 'You said no. You can close this tab.',
    goOn: 'Continue',
    close: 'You can close this tab.',
    noneHeading: 'You have nothing that fits',
    none: '{asker} asks for a credential that is not in this wallet, or is no longer valid. Nothing was shared. Get the credential from its issuer first, then come back and open this address again.',
    decide: 'Tell {asker} no',
  },
  /** Several causes share one text. */
  problem: {
    stranger: {
      heading: 'Pocket does not know who asks',
      text: 'This request is not from somebody this wallet can name. Nothing was shared.',
    },
    requestOver: {
      heading: 'This request has ended',
      text: 'Go back to the page that sent you here and start the step again. Nothing was shared.',
    },
    notUnderstood: {
      heading: 'Pocket cannot answer this request',
      text: 'It asks for something that this wallet does not do. Nothing was shared.',
    },
    notAccepted: {
      heading: 'The other side did not accept it',
      text: 'Your credential is still in your wallet. Go back to the page that sent you here and start the step again.',
    },
    badAddress: {
      heading: 'This address is incomplete',
      text: 'Copy the whole address again, or scan the QR code from the start page.',
    },
    offerOver: {
      heading: 'This offer has ended',
      text: 'An offer works once and for a short time. Ask the issuer for a new one. Nothing was added.',
    },
    badOffer: {
      heading: 'Pocket cannot take this offer',
      text: 'The issuer offers something that this wallet does not understand. Nothing was added.',
    },
    badCredential: {
      heading: 'Nothing was added',
      text: 'What the issuer sent did not pass the checks of this wallet. Ask the issuer for a new offer.',
    },
    codeNotAccepted: {
      heading: 'Check the code',
      text: 'The issuer did not accept this code. Check it and try again.',
    },
    fault: {
      heading: 'The other side does not answer',
      text: 'Nothing is lost. Wait a moment, then try again.',
    },
  },
  again: 'Try again',
  claims: {
    given_name: 'First name',
    family_name: 'Last name',
    birthdate: 'Date of birth',
    document_number: 'Document number',
    issuing_country: 'Issuing country',
    date_of_expiry: 'Document valid until',
    portrait: 'Photo',
  } as Readonly<Record<string, string>>,
  photoOf: 'Photo of {name}',
  unnamedPhoto: 'Photo in the credential',
  everyItem: 'every entry',
};

export type Texts = typeof en;

const de: Texts = {
  dir: 'ltr',
  title: 'Pocket',
  tag: 'Referenz-Wallet zum Testen',
  footer:
    'Pocket ist eine Test-Wallet. Nachweise und ihre Schlüssel bleiben in diesem Browser. Bewahren Sie keine echten Dokumente darin auf.',
  home: 'Alle Nachweise',
  loading: 'Einen Moment',
  wallet: {
    heading: 'Ihre Wallet',
    empty:
      'Noch ist nichts hier. Wenn Ihnen ein Aussteller einen Nachweis anbietet, öffnet er Pocket oder zeigt einen QR-Code.',
    from: 'Von {issuer}',
    validUntil: 'Gültig bis {date}',
    expired: 'Abgelaufen am {date}',
    noEnd: 'Läuft nicht ab',
    details: 'Einzelheiten zeigen',
    received: 'Hinzugefügt',
    origin: 'Kam von',
    issuer: 'Aussteller laut Zertifikat',
    type: 'Art',
    remove: 'Nachweis entfernen',
    removeHeading: 'Diesen Nachweis entfernen?',
    removeText:
      '{type} von {issuer} und der Schlüssel dazu werden aus diesem Browser gelöscht. Nur der Aussteller kann ihn neu ausgeben.',
    keep: 'Behalten',
    removed: 'Nachweis entfernt.',
    damaged: 'Ein gespeicherter Nachweis ist nicht mehr lesbar und wird nicht gezeigt.',
  },
  open: {
    heading: 'Angebot oder Anfrage öffnen',
    label: 'Adresse einfügen',
    hint: 'Sie beginnt mit openid4vp://, haip-vp:// oder openid-credential-offer://, oder ist eine Adresse dieser Wallet.',
    button: 'Adresse öffnen',
    unknown: 'Diese Adresse kann Pocket nicht öffnen. Kopieren Sie sie noch einmal vollständig.',
    scan: 'QR-Code scannen',
    scanHeading: 'Halten Sie den QR-Code vor die Kamera',
    scanLooking: 'Suche nach einem QR-Code',
    scanOther: 'Dieser QR-Code ist kein Angebot und keine Anfrage für eine Wallet.',
    scanNoCamera:
      'Pocket kann hier keine Kamera nutzen. Erlauben Sie die Kamera im Browser, oder fügen Sie die Adresse ein.',
    scanStop: 'Scannen beenden',
  },
  offer: {
    checking: 'Das Angebot wird gelesen',
    heading: '{issuer} bietet Ihnen einen Nachweis an',
    intro: 'Pocket bewahrt ihn in diesem Browser auf, mit einem neuen Schlüssel, der ihn nie verlässt.',
    what: 'Was Sie bekommen',
    where: 'Angeboten von',
    code: 'Code des Ausstellers',
    codeHint: 'Der Aussteller zeigt diesen Code auf seiner eigenen Seite. Er hat {length} Zeichen.',
    codeHintPlain: 'Der Aussteller zeigt diesen Code auf seiner eigenen Seite.',
    codeMissing: 'Geben Sie den Code ein, den der Aussteller zeigt.',
    accept: 'In meine Wallet legen',
    working: 'Ihr Nachweis wird geholt',
    doneHeading: 'In Ihrer Wallet',
    done: 'Sie können diesen Tab schließen.',
    see: 'Meine Nachweise ansehen',
  },
  present: {
    checking: 'Prüfe, wer fragt',
    heading: '{asker} möchte etwas aus Ihrer Wallet sehen',
    asker: 'Wer fragt',
    host: 'Antwort geht an',
    what: 'Was Sie teilen würden',
    also: 'Ebenfalls sichtbar: wer den Nachweis ausgestellt hat und wie lange er gilt.',
    source: '{type} von {issuer}',
    which: 'Welchen möchten Sie zeigen?',
    option: '{what}, hinzugefügt {time}',
    share: 'Teilen',
    decline: 'Nicht teilen',
    sending: 'Wird verschlüsselt an {asker} gesendet',
    sharedHeading: 'Geteilt',
    shared: '{asker} hat erhalten, was Sie freigegeben haben.',
    sharedBefore: 'Diese Anfrage haben Sie schon beantwortet.',
    declinedHeading: 'Nichts wurde geteilt',
    declined: 'Sie haben abgelehnt. Sie können diesen Tab schließen.',
    goOn: 'Weiter',
    close: 'Sie können diesen Tab schließen.',
    noneHeading: 'Sie haben nichts Passendes',
    none: '{asker} fragt nach einem Nachweis, der nicht in dieser Wallet liegt oder nicht mehr gilt. Nichts wurde geteilt. Holen Sie den Nachweis zuerst beim Aussteller, und öffnen Sie dann diese Adresse noch einmal.',
    decide: '{asker} absagen',
  },
  problem: {
    stranger: {
      heading: 'Pocket weiß nicht, wer fragt',
      text: 'Diese Anfrage stammt von niemandem, den diese Wallet benennen kann. Nichts wurde geteilt.',
    },
    requestOver: {
      heading: 'Diese Anfrage ist beendet',
      text: 'Gehen Sie zurück zu der Seite, von der Sie kamen, und beginnen Sie den Schritt neu. Nichts wurde geteilt.',
    },
    notUnderstood: {
      heading: 'Pocket kann diese Anfrage nicht beantworten',
      text: 'Sie verlangt etwas, das diese Wallet nicht kann. Nichts wurde geteilt.',
    },
    notAccepted: {
      heading: 'Die andere Seite hat es nicht angenommen',
      text: 'Ihr Nachweis liegt weiter in Ihrer Wallet. Gehen Sie zurück zu der Seite, von der Sie kamen, und beginnen Sie den Schritt neu.',
    },
    badAddress: {
      heading: 'Diese Adresse ist unvollständig',
      text: 'Kopieren Sie die ganze Adresse noch einmal, oder scannen Sie den QR-Code auf der Startseite.',
    },
    offerOver: {
      heading: 'Dieses Angebot ist beendet',
      text: 'Ein Angebot gilt einmal und nur kurz. Bitten Sie den Aussteller um ein neues. Nichts wurde hinzugefügt.',
    },
    badOffer: {
      heading: 'Pocket kann dieses Angebot nicht annehmen',
      text: 'Der Aussteller bietet etwas an, das diese Wallet nicht versteht. Nichts wurde hinzugefügt.',
    },
    badCredential: {
      heading: 'Nichts wurde hinzugefügt',
      text: 'Was der Aussteller gesendet hat, hat die Prüfungen dieser Wallet nicht bestanden. Bitten Sie ihn um ein neues Angebot.',
    },
    codeNotAccepted: {
      heading: 'Prüfen Sie den Code',
      text: 'Der Aussteller hat diesen Code nicht angenommen. Prüfen Sie ihn, und versuchen Sie es noch einmal.',
    },
    fault: {
      heading: 'Die andere Seite antwortet nicht',
      text: 'Nichts ist verloren. Warten Sie kurz, und versuchen Sie es dann noch einmal.',
    },
  },
  again: 'Noch einmal versuchen',
  claims: {
    given_name: 'Vorname',
    family_name: 'Nachname',
    birthdate: 'Geburtsdatum',
    document_number: 'Dokumentnummer',
    issuing_country: 'Ausstellendes Land',
    date_of_expiry: 'Dokument gültig bis',
    portrait: 'Foto',
  },
  photoOf: 'Foto von {name}',
  unnamedPhoto: 'Foto im Nachweis',
  everyItem: 'jeder Eintrag',
};

const ar: Texts = {
  dir: 'rtl',
  title: 'Pocket',
  tag: 'محفظة مرجعية للاختبار',
  footer: 'Pocket محفظة للاختبار. تبقى الوثائق ومفاتيحها في هذا المتصفح. لا تحفظ فيها وثائق حقيقية.',
  home: 'كل الوثائق',
  loading: 'لحظة من فضلك',
  wallet: {
    heading: 'محفظتك',
    empty: 'لا شيء هنا بعد. عندما تعرض عليك جهة إصدار وثيقة، تفتح Pocket أو تعرض لك رمز QR.',
    from: 'من {issuer}',
    validUntil: 'صالحة حتى {date}',
    expired: 'انتهت في {date}',
    noEnd: 'لا تنتهي صلاحيتها',
    details: 'عرض التفاصيل',
    received: 'تاريخ الإضافة',
    origin: 'وردت من',
    issuer: 'جهة الإصدار في الشهادة',
    type: 'النوع',
    remove: 'إزالة الوثيقة',
    removeHeading: 'هل تزيل هذه الوثيقة؟',
    removeText: 'تُحذف {type} من {issuer} ومفتاحها من هذا المتصفح. جهة الإصدار وحدها تستطيع إعطاءها لك ثانية.',
    keep: 'الاحتفاظ بها',
    removed: 'أُزيلت الوثيقة.',
    damaged: 'تعذرت قراءة وثيقة محفوظة، فلا تظهر هنا.',
  },
  open: {
    heading: 'فتح عرض أو طلب',
    label: 'الصق عنوانًا',
    hint: 'يبدأ بـ \u2066openid4vp://\u2069 أو \u2066haip-vp://\u2069 أو \u2066openid-credential-offer://\u2069، أو يكون عنوانًا لهذه المحفظة.',
    button: 'فتح العنوان',
    unknown: 'لا يستطيع Pocket فتح هذا العنوان. انسخ العنوان كاملًا مرة أخرى.',
    scan: 'مسح رمز QR',
    scanHeading: 'ضع رمز QR أمام الكاميرا',
    scanLooking: 'جارٍ البحث عن رمز QR',
    scanOther: 'رمز QR هذا ليس عرضًا ولا طلبًا لمحفظة.',
    scanNoCamera: 'لا يستطيع Pocket استخدام الكاميرا هنا. اسمح بالكاميرا في المتصفح، أو الصق العنوان.',
    scanStop: 'إيقاف المسح',
  },
  offer: {
    checking: 'جارٍ قراءة العرض',
    heading: '{issuer} تعرض عليك وثيقة',
    intro: 'يحفظها Pocket في هذا المتصفح مع مفتاح جديد لا يغادره أبدًا.',
    what: 'ما ستحصل عليه',
    where: 'مقدم العرض',
    code: 'الرمز من جهة الإصدار',
    codeHint: 'تعرض جهة الإصدار هذا الرمز على صفحتها. عدد خاناته {length}.',
    codeHintPlain: 'تعرض جهة الإصدار هذا الرمز على صفحتها.',
    codeMissing: 'اكتب الرمز الذي تعرضه جهة الإصدار.',
    accept: 'إضافة إلى محفظتي',
    working: 'جارٍ جلب وثيقتك',
    doneHeading: 'في محفظتك',
    done: 'يمكنك إغلاق هذا التبويب.',
    see: 'عرض وثائقي',
  },
  present: {
    checking: 'جارٍ التحقق من صاحب الطلب',
    heading: '{asker} تطلب رؤية شيء من محفظتك',
    asker: 'صاحب الطلب',
    host: 'يُرسل الرد إلى',
    what: 'ما ستشاركه',
    also: 'يظهر أيضًا: من أصدر الوثيقة وإلى متى تصلح.',
    source: '{type} من {issuer}',
    which: 'أيها تريد أن تُظهر؟',
    option: '{what}، أضيفت {time}',
    share: 'مشاركة',
    decline: 'عدم المشاركة',
    sending: 'جارٍ الإرسال مشفرًا إلى {asker}',
    sharedHeading: 'تمت المشاركة',
    shared: 'استلمت {asker} ما وافقت عليه.',
    sharedBefore: 'لقد أجبت عن هذا الطلب من قبل.',
    declinedHeading: 'لم يُشارك شيء',
    declined: 'لقد رفضت. يمكنك إغلاق هذا التبويب.',
    goOn: 'متابعة',
    close: 'يمكنك إغلاق هذا التبويب.',
    noneHeading: 'ليس لديك ما يناسب',
    none: '{asker} تطلب وثيقة ليست في هذه المحفظة أو لم تعد صالحة. لم يُشارك شيء. احصل على الوثيقة من جهة إصدارها أولًا، ثم افتح هذا العنوان مرة أخرى.',
    decide: 'إبلاغ {asker} بالرفض',
  },
  problem: {
    stranger: {
      heading: 'لا يعرف Pocket من يطلب',
      text: 'هذا الطلب ليس من جهة تستطيع هذه المحفظة تسميتها. لم يُشارك شيء.',
    },
    requestOver: {
      heading: 'انتهى هذا الطلب',
      text: 'ارجع إلى الصفحة التي أرسلتك وابدأ الخطوة من جديد. لم يُشارك شيء.',
    },
    notUnderstood: {
      heading: 'لا يستطيع Pocket الرد على هذا الطلب',
      text: 'يطلب شيئًا لا تقوم به هذه المحفظة. لم يُشارك شيء.',
    },
    notAccepted: {
      heading: 'الطرف الآخر لم يقبل',
      text: 'وثيقتك ما زالت في محفظتك. ارجع إلى الصفحة التي أرسلتك وابدأ الخطوة من جديد.',
    },
    badAddress: {
      heading: 'هذا العنوان ناقص',
      text: 'انسخ العنوان كاملًا مرة أخرى، أو امسح رمز QR من صفحة البداية.',
    },
    offerOver: {
      heading: 'انتهى هذا العرض',
      text: 'يصلح العرض مرة واحدة ولوقت قصير. اطلب من جهة الإصدار عرضًا جديدًا. لم يُضف شيء.',
    },
    badOffer: {
      heading: 'لا يستطيع Pocket قبول هذا العرض',
      text: 'تعرض جهة الإصدار شيئًا لا تفهمه هذه المحفظة. لم يُضف شيء.',
    },
    badCredential: {
      heading: 'لم يُضف شيء',
      text: 'ما أرسلته جهة الإصدار لم يجتز فحوص هذه المحفظة. اطلب منها عرضًا جديدًا.',
    },
    codeNotAccepted: {
      heading: 'تحقق من الرمز',
      text: 'لم تقبل جهة الإصدار هذا الرمز. تحقق منه وحاول مرة أخرى.',
    },
    fault: {
      heading: 'الطرف الآخر لا يجيب',
      text: 'لم يضع شيء. انتظر قليلًا ثم حاول مرة أخرى.',
    },
  },
  again: 'حاول مرة أخرى',
  claims: {
    given_name: 'الاسم الأول',
    family_name: 'اسم العائلة',
    birthdate: 'تاريخ الميلاد',
    document_number: 'رقم الوثيقة',
    issuing_country: 'بلد الإصدار',
    date_of_expiry: 'الوثيقة صالحة حتى',
    portrait: 'الصورة',
  },
  photoOf: 'صورة {name}',
  unnamedPhoto: 'الصورة في الوثيقة',
  everyItem: 'كل عنصر',
};

export const catalogue: Readonly<Record<string, Texts>> = { en, de, ar };

/** The first of the person's languages that the catalogue has; English when it has none. */
export function chooseLanguage(preferred: readonly string[]): string {
  const known = preferred.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find((tag) => tag in catalogue);
  return known ?? 'en';
}

/** Puts `values` in the places of `text`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

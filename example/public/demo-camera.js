/**
 * Demo camera: in an example, a drawn specimen may look into the camera instead of the person, so that nobody needs one.
 *
 * A client script and nothing else (D7): served by an example only, it replaces what the browser answers to a page that
 * asks for a camera. The server has no notion of it, its frames take the ordinary way, and so this is our own injected
 * still: it passes the built-in face check, and docs/face-check.md says what follows from that.
 * Self-contained on purpose: no build, no import, texts and all.
 */
(() => {
  const texts = {
    en: {
      dir: 'ltr',
      title: 'Demo camera — a drawn specimen instead of your camera',
      note: 'This is an example installation. Nobody here is real: the faces are drawn.',
      ask: 'Who looks into the camera?',
      real: 'Use my real camera',
      cancel: 'Cancel',
      missing: 'The specimens could not be loaded.',
    },
    de: {
      dir: 'ltr',
      title: 'Demo-Kamera — eine gezeichnete Musterperson statt Ihrer Kamera',
      note: 'Dies ist eine Beispielinstallation. Niemand hier ist echt: Die Gesichter sind gezeichnet.',
      ask: 'Wer schaut in die Kamera?',
      real: 'Meine echte Kamera verwenden',
      cancel: 'Abbrechen',
      missing: 'Die Musterpersonen konnten nicht geladen werden.',
    },
    ar: {
      dir: 'rtl',
      title: 'كاميرا تجريبية — وجه مرسوم بدلًا من الكاميرا',
      note: 'هذا تثبيت للعرض فقط. لا أحد هنا حقيقي: الوجوه مرسومة.',
      ask: 'من ينظر إلى الكاميرا؟',
      real: 'استخدام الكاميرا الحقيقية',
      cancel: 'إلغاء',
      missing: 'تعذّر تحميل الوجوه المرسومة.',
    },
  };
  const frame = { width: 640, height: 480, perSecond: 15 };
  const devices = navigator.mediaDevices;
  // Outside a secure context there is no camera to stand in for.
  if (devices === undefined) return;

  const folder = new URL('.', import.meta.url);
  const at = (name) => new URL(name, folder).href;
  const realGetUserMedia = devices.getUserMedia.bind(devices);
  const realEnumerateDevices = devices.enumerateDevices.bind(devices);

  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = at('demo-camera.css');
  document.head.append(style);

  let asked = null;
  devices.getUserMedia = async (constraints) => {
    if (!constraints?.video) return realGetUserMedia(constraints);
    // A page that asks twice at once gets one question.
    asked ??= choose().finally(() => {
      asked = null;
    });
    const choice = await asked;
    if (choice === 'real') return realGetUserMedia(constraints);
    if (choice === 'cancel') throw new DOMException('Permission denied', 'NotAllowedError');
    return film(choice);
  };

  devices.enumerateDevices = async () => {
    const demo = {
      deviceId: 'demo-camera',
      groupId: 'demo-camera',
      kind: 'videoinput',
      label: 'Demo camera',
    };
    return [...(await realEnumerateDevices()), { ...demo, toJSON: () => demo }];
  };

  function wording() {
    const language = document.documentElement.lang.toLowerCase().split('-')[0];
    const known = Object.hasOwn(texts, language) ? language : 'en';
    return { ...texts[known], lang: known };
  }

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  async function loadSpecimens() {
    try {
      const answer = await fetch(at('specimens.json'));
      return answer.ok ? (await answer.json()).specimens : [];
    } catch {
      return [];
    }
  }

  /** Resolves to 'real', 'cancel' or the picture's address. A modal <dialog> keeps the focus and closes with Escape. */
  async function choose() {
    const specimens = await loadSpecimens();
    const words = wording();
    const title = element('h2', { id: 'demo-camera-title', textContent: words.title });
    const note = element('p', {
      id: 'demo-camera-note',
      className: 'demo-camera-note',
      textContent: words.note,
    });
    const ask = element('p', { textContent: specimens.length > 0 ? words.ask : words.missing });
    const dialog = element(
      'dialog',
      { className: 'demo-camera', lang: words.lang, dir: words.dir },
      title,
      note,
      ask,
    );
    dialog.setAttribute('aria-labelledby', title.id);
    dialog.setAttribute('aria-describedby', note.id);
    return new Promise((resolve) => {
      let choice = 'cancel';
      const button = (answer, ...children) => {
        const made = element('button', { type: 'button' }, ...children);
        made.addEventListener('click', () => {
          choice = answer;
          dialog.close();
        });
        return made;
      };
      const tile = ({ givenName, familyName, face }) => {
        const picture = element('img', { src: at(face), alt: '', width: 512, height: 640 });
        return element(
          'li',
          {},
          button(at(face), picture, element('bdi', { textContent: `${givenName} ${familyName}` })),
        );
      };
      if (specimens.length > 0) dialog.append(element('ul', {}, ...specimens.map(tile)));
      const others = element('div', { className: 'demo-camera-others' });
      others.append(button('real', words.real), button('cancel', words.cancel));
      dialog.append(others);
      dialog.addEventListener('close', () => {
        dialog.remove();
        resolve(choice);
      });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  /** A stream in which the picture moves a little and the light changes, as with a person who holds still. */
  async function film(address) {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = element('canvas', { width: frame.width, height: frame.height });
    const brush = canvas.getContext('2d');
    const began = performance.now();
    const draw = () => paint(brush, picture, (performance.now() - began) / 1000);
    draw();
    const stream = canvas.captureStream(frame.perSecond);
    const [track] = stream.getVideoTracks();
    Object.defineProperty(track, 'label', { value: 'Demo camera' });
    const drawing = setInterval(() => {
      if (track.readyState === 'ended') clearInterval(drawing);
      else draw();
    }, 1000 / frame.perSecond);
    return stream;
  }

  function paint(brush, picture, seconds) {
    const { width, height } = frame;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const reach = still ? 0.3 : 1;
    const tall = height * (1.1 + 0.02 * reach * Math.sin(seconds / 1.7));
    const wide = (tall * picture.naturalWidth) / picture.naturalHeight;
    const left = (width - wide) / 2 + 8 * reach * Math.sin(seconds / 0.9);
    const top = (height - tall) * 0.35 + 5 * reach * Math.sin(seconds / 1.3);
    // The picture's own edges, stretched, are the wall beside it.
    brush.drawImage(picture, 0, 0, 2, picture.naturalHeight, 0, top, width / 2, tall);
    brush.drawImage(
      picture,
      picture.naturalWidth - 2,
      0,
      2,
      picture.naturalHeight,
      width / 2,
      top,
      width / 2,
      tall,
    );
    brush.drawImage(picture, left, top, wide, tall);
    const light = 0.05 * Math.sin(seconds / 2.3);
    brush.fillStyle = light > 0 ? `rgb(255 255 255 / ${light})` : `rgb(0 0 0 / ${-light})`;
    brush.fillRect(0, 0, width, height);
  }
})();

/**
 * Demo camera: in an example, a drawn specimen may look into the camera instead of the person, so that nobody needs one.
 *
 * A client script and nothing else (D7): served by an example only, it replaces what the browser answers to a page that
 * asks for a camera. The server has no notion of it, its frames take the ordinary way. It reads off the page what is asked
 * ("turn your head to your left") and turns the drawn head accordingly: so this is our own animated still that follows the
 * steps. It passes the built-in face check, and docs/face-check.md says what follows from that.
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
  /** How far the drawn head turns, degrees, and in how many pictures. */
  const turns = { degrees: 27, pictures: 3 };
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
    const turned = turnedPictures(picture);
    // Made ahead, one at a time, so that the head does not stand still when it is first asked to turn.
    for (let pose = 1; pose <= turns.pictures; pose++)
      for (const side of [pose, -pose]) setTimeout(turned, 0, side);
    let pose = 0;
    const draw = () => {
      const wanted = { left: 1, right: -1 }[lookWanted()] ?? 0;
      const goal = wanted * turns.pictures;
      pose += Math.sign(goal - pose);
      paint(brush, turned(pose), (performance.now() - began) / 1000);
    };
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

  /** What the page asks of whoever looks into the camera: it stands in the page for everybody to read. */
  function lookWanted() {
    return document.querySelector('[data-look]')?.dataset.look ?? 'centre';
  }

  /** Pictures of the head turned by so many thirds of the whole turn, positive to the person's own left; each is made once, when first asked for. */
  function turnedPictures(picture) {
    const flat = element('canvas', { width: 422, height: 528 });
    const brush = flat.getContext('2d', { willReadFrequently: true });
    brush.drawImage(picture, 0, 0, flat.width, flat.height);
    const made = new Map([[0, flat]]);
    return (pose) => {
      if (!made.has(pose)) made.set(pose, turn(brush, flat, (turns.degrees * pose) / turns.pictures));
      return made.get(pose);
    };
  }

  /**
   * Turns the drawn head as if it were an egg with a nose, seen from far away. For each pixel of the turned picture it is
   * sought which one of the flat picture lands there; behind the head the turning fades out.
   */
  function turn(brush, { width, height }, degrees) {
    const from = brush.getImageData(0, 0, width, height);
    const canvas = element('canvas', { width, height });
    const onto = canvas.getContext('2d');
    const to = onto.createImageData(width, height);
    const source = new Uint32Array(from.data.buffer);
    const target = new Uint32Array(to.data.buffer);
    const sine = Math.sin((degrees * Math.PI) / 180);
    const lost = 1 - Math.cos((degrees * Math.PI) / 180);
    // Shares of the picture's width, where the specimens are drawn: half axes of the head, its depth, the nose before it.
    const [middle, high] = [width / 2, height * 0.469];
    const [across, along, deep] = [width * 0.293, height * 0.328, width * 0.39];
    const nose = { y: height * 0.508, out: width * 0.156, wide: width * 0.068, tall: height * 0.086 };
    for (let y = 0; y < height; y++) {
      const down = ((y - high) / along) ** 2;
      const beside = Math.exp(-(((y - nose.y) / nose.tall) ** 2)) * nose.out;
      for (let x = 0; x < width; x++) {
        const seen = x - middle;
        let at = seen;
        for (let step = 0; step < 10; step++) {
          const radius = (at / across) ** 2 + down;
          const depth =
            deep * Math.sqrt(Math.max(0, 1 - radius)) + beside * Math.exp(-((at / nose.wide) ** 2));
          const fade = radius <= 1 ? 1 : Math.exp(-(((Math.sqrt(radius) - 1) * 2.5) ** 2));
          at += ((seen - (depth - deep * 0.35) * sine * fade) / (1 - lost * fade) - at) / 2;
        }
        const column = Math.min(width - 1, Math.max(0, Math.round(middle + at)));
        target[y * width + x] = source[y * width + column];
      }
    }
    onto.putImageData(to, 0, 0);
    return canvas;
  }

  function paint(brush, picture, seconds) {
    const { width, height } = frame;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const reach = still ? 0.3 : 1;
    const tall = height * (1.1 + 0.02 * reach * Math.sin(seconds / 1.7));
    const wide = (tall * picture.width) / picture.height;
    const left = (width - wide) / 2 + 8 * reach * Math.sin(seconds / 0.9);
    const top = (height - tall) * 0.35 + 5 * reach * Math.sin(seconds / 1.3);
    // The picture's own edges, stretched, are the wall beside it.
    brush.drawImage(picture, 0, 0, 2, picture.height, 0, top, width / 2, tall);
    brush.drawImage(picture, picture.width - 2, 0, 2, picture.height, width / 2, top, width / 2, tall);
    brush.drawImage(picture, left, top, wide, tall);
    const light = 0.05 * Math.sin(seconds / 2.3);
    brush.fillStyle = light > 0 ? `rgb(255 255 255 / ${light})` : `rgb(0 0 0 / ${-light})`;
    brush.fillRect(0, 0, width, height);
  }
})();

import {
  blend,
  createDice,
  darker,
  lighter,
  mirrored,
  type Spot,
  shaded,
  strands,
  through,
} from './brush.ts';
import type { Features } from './features.ts';

/** One face as an SVG of 512 × 640, looking straight at the viewer. */
export function drawFace(face: Features): string {
  const outline = through(faceOutline(face), true);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="640" viewBox="-256 -290 512 640">
<defs>
${[1, 2, 3, 5, 8, 12, 18, 28].map((by) => `<filter id="blur${by}" x="-100%" y="-100%" width="300%" height="300%"><feGaussianBlur stdDeviation="${by}"/></filter>`).join('\n')}
<filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency="0.55" numOctaves="3" seed="${face.seed}"/><feColorMatrix values="0 0 0 0 0.25  0 0 0 0 0.15  0 0 0 0 0.1  0.9 0 0 0 -0.38"/></filter>
<clipPath id="face"><path d="${outline}"/></clipPath>
<clipPath id="hair"><path d="${through(face.hair.front, true)}"/></clipPath>
${background(face)}
</defs>
<rect x="-256" y="-290" width="512" height="640" fill="url(#backdrop)"/>
${hairBehind(face)}
${body(face)}
${ears(face)}
<path d="${outline}" fill="${face.skin}"/>
<g clip-path="url(#face)">${shading(face)}${freckles(face)}${noseOf(face)}${mouthOf(face)}${wrinkles(face)}</g>
${eye(face, -1)}${eye(face, 1)}
${brow(face, -1)}${brow(face, 1)}
${beard(face)}
<g clip-path="url(#face)"><rect x="-160" y="-230" width="320" height="440" filter="url(#grain)" opacity="0.22"/></g>
${hairFront(face)}
${glasses(face)}
</svg>`;
}

function faceOutline({ outline: o }: Features): Spot[] {
  return mirrored([
    [38, -o.forehead],
    [o.temple * 0.8, -o.forehead * 0.8],
    [o.temple, -58],
    [o.cheek, 22],
    [o.cheek * 0.95, 66],
    [o.jaw, 112],
    [(o.jaw + o.chinWidth) / 2 + 5, o.chin - 30],
    [o.chinWidth, o.chin - 6],
    [o.chinWidth * 0.35, o.chin],
  ]);
}

function background({ background: [inner, outer] }: Features): string {
  return `<radialGradient id="backdrop" cx="0.5" cy="0.4" r="0.8"><stop offset="0" stop-color="${inner}"/><stop offset="1" stop-color="${outer}"/></radialGradient>`;
}

function hairBehind({ hair, outline: o }: Features): string {
  const colour = darker(hair.colour, 0.35);
  // The back of the head, so that no background shows between hair and temples.
  const skull = `<path d="M${-o.cheek - 3},-34 C${-o.cheek - 8},-150 -70,${-o.forehead - 36} 0,${-o.forehead - 36} C70,${-o.forehead - 36} ${o.cheek + 8},-150 ${o.cheek + 3},-34Z" fill="${colour}"/>`;
  return hair.behind.length === 0
    ? skull
    : `<path d="${through(hair.behind, true)}" fill="${colour}"/>${skull}`;
}

function body({ cloth, skin, outline: o, light }: Features): string {
  const neck = o.jaw * 0.66;
  const base = o.chin + 52;
  const depth = { v: 96, shirt: 64, round: 46 }[cloth.collar];
  const skinBelow = `M${-neck},60 C${-neck},${o.chin + 10} ${-neck + 2},${base - 20} ${-neck - 34},${base + 6} L${-neck - 30},${base + 120} L${neck + 30},${base + 120} L${neck + 34},${base + 6} C${neck - 2},${base - 20} ${neck},${o.chin + 10} ${neck},60Z`;
  const neckline = `${neck + 26},${base + 2} Q${cloth.collar === 'v' ? 30 : neck + 8},${base + depth * 0.8} 0,${base + depth} Q${cloth.collar === 'v' ? -30 : -neck - 8},${base + depth * 0.8} ${-neck - 26},${base + 2}`;
  return `<clipPath id="neck"><path d="${skinBelow}"/></clipPath>
<path d="${skinBelow}" fill="${blend(skin, shaded(skin, 0.3), 0.5)}"/>
<g clip-path="url(#neck)"><ellipse cx="${light * -16}" cy="${o.chin + 4}" rx="${neck * 1.15}" ry="38" fill="${shaded(skin, 0.6)}" opacity="0.75" filter="url(#blur12)"/>
<path d="M-12,${base + 34} Q-40,${base + 18} -80,${base + 22} M12,${base + 34} Q40,${base + 18} 80,${base + 22}" stroke="${shaded(skin, 0.5)}" stroke-width="5" fill="none" opacity="0.35" filter="url(#blur3)"/></g>
<path d="M${-neck - 26},${base + 2} C${-neck - 80},${base + 30} -210,${base + 34} -246,${base + 110} L-262,400 L262,400 L246,${base + 110} C210,${base + 34} ${neck + 80},${base + 30} ${neckline}Z" fill="${cloth.colour}"/>
<path d="M${neckline}" fill="none" stroke="${darker(cloth.colour, 0.3)}" stroke-width="7"/>
${cloth.collar === 'shirt' ? `<path d="M${-neck - 30},${base - 4} L-66,${base + 82} L-2,${base + 62} Z M${neck + 30},${base - 4} L66,${base + 82} L2,${base + 62} Z" fill="${lighter(cloth.colour, 0.14)}" stroke="${darker(cloth.colour, 0.3)}" stroke-width="2"/>` : ''}
<path d="M-140,350 Q-150,${base + 80} -190,${base + 64} M140,350 Q150,${base + 80} 190,${base + 64}" stroke="${darker(cloth.colour, 0.5)}" stroke-width="14" fill="none" opacity="0.35" filter="url(#blur8)"/>`;
}

function ears({ outline: o, skin }: Features): string {
  return [-1, 1]
    .map(
      (side) =>
        `<g transform="scale(${side},1)"><path d="${through(
          [
            [o.cheek - 8, -24],
            [o.cheek + 13, -34],
            [o.cheek + 20, -8],
            [o.cheek + 12, 28],
            [o.cheek + 4, 50],
            [o.cheek - 10, 48],
          ],
          true,
        )}" fill="${blend(skin, '#c0604a', 0.14)}"/><path d="M${o.cheek + 2},-18 Q${o.cheek + 14},-14 ${o.cheek + 7},14 Q${o.cheek + 4},24 ${o.cheek + 3},34" stroke="${shaded(skin, 0.42)}" stroke-width="4" fill="none" opacity="0.7" filter="url(#blur1)"/></g>`,
    )
    .join('');
}

function shading(face: Features): string {
  const { skin, light, relief, outline: o, eyes, nose, mouth, blush } = face;
  const dark = shaded(skin, 0.62);
  const bright = lighter(skin, 0.75);
  const dim = (amount: number) => Math.min(1, amount * relief).toFixed(2);
  const at = (side: number) => (side === light ? 0.75 : 1.15);
  const outline = through(faceOutline(face), true);
  const sides = [-1, 1].map(
    (side) => `
<ellipse cx="${side * eyes.apart}" cy="-6" rx="${eyes.width * 1.35}" ry="24" fill="${dark}" opacity="${dim(eyes.depth * at(side))}" filter="url(#blur8)"/>
<ellipse cx="${side * (eyes.apart - eyes.width * 0.95)}" cy="-10" rx="10" ry="17" fill="${dark}" opacity="${dim(eyes.depth * 1.2 * at(side))}" filter="url(#blur5)"/>
<ellipse cx="${side * o.cheek * 0.58}" cy="58" rx="34" ry="24" fill="#d0503c" opacity="${(blush * 0.5).toFixed(2)}" filter="url(#blur12)"/>
<ellipse cx="${side * o.cheek * 0.55}" cy="40" rx="30" ry="18" fill="${bright}" opacity="${dim(side === light ? 0.42 : 0.24)}" filter="url(#blur12)"/>
<path d="M${side * (o.cheek - 4)},50 Q${side * o.cheek * 0.72},78 ${side * o.jaw * 0.62},128 L${side * o.jaw},140 Z" fill="${dark}" opacity="${dim(0.3 * at(side))}" filter="url(#blur12)"/>
<path d="M${side * nose.bridge},-14 Q${side * (nose.bridge + 1)},20 ${side * (nose.width * 0.62)},${nose.length - 22} L${side * (nose.width + 4)},${nose.length - 12} Q${side * (nose.bridge + 15)},18 ${side * (nose.bridge + 9)},-12Z" fill="${dark}" opacity="${dim(nose.shadow * at(side))}" filter="url(#blur5)"/>`,
  );
  return `<path d="${outline}" fill="none" stroke="${dark}" stroke-width="58" opacity="${dim(0.42)}" filter="url(#blur18)"/>
<path d="${outline}" transform="translate(${light * 26},0)" fill="none" stroke="${dark}" stroke-width="46" opacity="${dim(0.26)}" filter="url(#blur18)"/>
<ellipse cx="${light * 22}" cy="${-o.forehead * 0.58}" rx="${o.temple * 0.58}" ry="42" fill="${bright}" opacity="${dim(0.4)}" filter="url(#blur18)"/>
${sides.join('')}
<path d="M0,-22 L0,${nose.length - 14}" stroke="${bright}" stroke-width="${nose.bridge * 0.9}" opacity="${dim(0.5)}" stroke-linecap="round" filter="url(#blur5)"/>
<ellipse cx="${light * 3}" cy="${nose.length - 13}" rx="${nose.width * 0.38}" ry="8" fill="${bright}" opacity="${dim(0.6)}" filter="url(#blur5)"/>
<ellipse cx="${-light * 4}" cy="${nose.length + 9}" rx="${nose.width * 1.05}" ry="8" fill="${dark}" opacity="${dim(0.5)}" filter="url(#blur5)"/>
<ellipse cx="0" cy="${mouth.y + mouth.lower + 15}" rx="${mouth.width * 0.62}" ry="8" fill="${dark}" opacity="${dim(0.45)}" filter="url(#blur5)"/>
<ellipse cx="${light * 5}" cy="${o.chin - 24}" rx="24" ry="14" fill="${bright}" opacity="${dim(0.34)}" filter="url(#blur8)"/>
<path d="M-5,${nose.length + 10} L-6,${mouth.y - mouth.upper - 2} M5,${nose.length + 10} L6,${mouth.y - mouth.upper - 2}" stroke="${dark}" stroke-width="4" opacity="${dim(0.25)}" filter="url(#blur2)"/>`;
}

function noseOf({ skin, nose, relief }: Features): string {
  const dark = shaded(skin, 0.72);
  const { width: w, length: y } = nose;
  const half = (side: number) => `
<path d="M${side * w * 0.78},${y - 21} Q${side * (w + 5)},${y - 12} ${side * w},${y} Q${side * w * 0.8},${y + 5} ${side * w * 0.6},${y + 2}" fill="none" stroke="${dark}" stroke-width="3.4" opacity="${(0.55 * relief).toFixed(2)}" filter="url(#blur1)"/>
<ellipse cx="${side * w * 0.5}" cy="${y + 1.5}" rx="${w * 0.27}" ry="3.8" transform="rotate(${side * -14} ${side * w * 0.5} ${y})" fill="${shaded(skin, 0.86)}" opacity="0.85" filter="url(#blur1)"/>`;
  return `${half(-1)}${half(1)}<path d="M${-w * 0.3},${y + 4} Q0,${y + 9} ${w * 0.3},${y + 4}" fill="none" stroke="${dark}" stroke-width="2.6" opacity="0.5" filter="url(#blur1)"/>`;
}

function mouthOf({ mouth: m, skin, relief }: Features): string {
  const left = -m.width;
  const corner = m.y - m.smile;
  const line = m.teeth
    ? `M${left},${corner} Q${left * 0.5},${m.y + 2} 0,${m.y + 1} Q${-left * 0.5},${m.y + 2} ${-left},${corner}`
    : `M${left},${corner} Q${left * 0.45},${m.y + m.smile * 0.3 + 1} 0,${m.y} Q${-left * 0.45},${m.y + m.smile * 0.3 + 1} ${-left},${corner}`;
  const gap = m.teeth ? 9 + m.smile * 0.5 : 0;
  const upper = `M${left},${corner} Q${left * 0.5},${m.y - m.upper * 0.95} -7,${m.y - m.upper} Q0,${m.y - m.upper + 4} 7,${m.y - m.upper} Q${-left * 0.5},${m.y - m.upper * 0.95} ${-left},${corner} Q${-left * 0.45},${m.y + m.smile * 0.3} 0,${m.y} Q${left * 0.45},${m.y + m.smile * 0.3} ${left},${corner}Z`;
  const lower = `M${left},${corner} Q${left * 0.45},${m.y + gap + m.smile * 0.3} 0,${m.y + gap} Q${-left * 0.45},${m.y + gap + m.smile * 0.3} ${-left},${corner} Q${-left * 0.55},${m.y + gap + m.lower} 0,${m.y + gap + m.lower} Q${left * 0.55},${m.y + gap + m.lower} ${left},${corner}Z`;
  const teeth = m.teeth
    ? `<path d="M${left + 4},${corner} Q${left * 0.45},${m.y} 0,${m.y - 1} Q${-left * 0.45},${m.y} ${-left - 4},${corner} Q0,${m.y + gap * 2.3} ${left + 4},${corner}Z" fill="#f3ece2"/><path d="M-7,${m.y} v${gap - 2} M7,${m.y} v${gap - 2} M0,${m.y} v${gap - 1} M-14,${m.y} v${gap - 3} M14,${m.y} v${gap - 3}" stroke="#b9a99a" stroke-width="0.9" opacity="0.6"/>`
    : '';
  return `${teeth}<path d="${upper}" fill="${darker(m.colour, 0.16)}"/><path d="${lower}" fill="${m.colour}"/>
<ellipse cx="0" cy="${m.y + gap + m.lower * 0.5}" rx="${m.width * 0.42}" ry="${m.lower * 0.22}" fill="${lighter(m.colour, 0.55)}" opacity="0.55" filter="url(#blur3)"/>
<path d="${line}" fill="none" stroke="${darker(m.colour, 0.72)}" stroke-width="2.6" stroke-linecap="round"/>
${[-1, 1].map((side) => `<ellipse cx="${side * (m.width + 2)}" cy="${corner}" rx="5" ry="6" fill="${shaded(skin, 0.7)}" opacity="${(0.5 * relief).toFixed(2)}" filter="url(#blur3)"/>`).join('')}`;
}

function eye({ eyes: e, skin, relief }: Features, side: number): string {
  const [w, h] = [e.width, e.open];
  const inner: Spot = [-w, e.tilt / 2 + 3];
  const outer: Spot = [w, -e.tilt / 2];
  const almond = `M${inner[0]},${inner[1]} C${-w * 0.5},${-h * 0.9} ${w * 0.25},${-h * 1.35} ${outer[0]},${outer[1]} C${w * 0.5},${h * 0.85} ${-w * 0.35},${h * 1.05} ${inner[0]},${inner[1]}Z`;
  const upper = `M${inner[0]},${inner[1]} C${-w * 0.5},${-h * 0.9} ${w * 0.25},${-h * 1.35} ${outer[0]},${outer[1]}`;
  const lower = `M${inner[0] + 4},${inner[1]} C${-w * 0.35},${h * 1.05} ${w * 0.5},${h * 0.85} ${outer[0]},${outer[1]}`;
  const id = side < 0 ? 'left' : 'right';
  const dark = shaded(skin, 0.75);
  const irisY = -h * 0.12;
  const lid = `M${-w + 3},${inner[1] - h * 0.5 - e.lid} C${-w * 0.4},${-h * 1.1 - e.lid} ${w * 0.35},${-h * 1.45 - e.lid} ${w + 3},${outer[1] - e.lid * 0.4}`;
  return `<g transform="translate(${side * e.apart},0) scale(${side},1)">
<clipPath id="eye-${id}"><path d="${almond}"/></clipPath>
<path d="${lid}" fill="none" stroke="${dark}" stroke-width="3" opacity="${(0.6 * relief).toFixed(2)}" filter="url(#blur1)"/>
<path d="${almond}" fill="#efe8e1"/>
<g clip-path="url(#eye-${id})">
<circle cx="0" cy="${irisY}" r="${e.irisSize}" fill="${darker(e.iris, 0.55)}"/>
<circle cx="0" cy="${irisY}" r="${e.irisSize * 0.85}" fill="${e.iris}"/>
<circle cx="0" cy="${irisY + 2}" r="${e.irisSize * 0.6}" fill="${lighter(e.iris, 0.25)}" opacity="0.6" filter="url(#blur2)"/>
<circle cx="0" cy="${irisY}" r="${e.irisSize * 0.42}" fill="#0b0806"/>
<path d="${upper}" fill="none" stroke="#2a1812" stroke-width="${h * 0.9}" opacity="0.45" filter="url(#blur3)"/>
<circle cx="${side * -3.4}" cy="${irisY - 4}" r="2.6" fill="#fff" opacity="0.95"/>
<ellipse cx="${inner[0] + 4}" cy="${inner[1]}" rx="4.5" ry="3.4" fill="#cf8f82"/>
</g>
<path d="${upper}" fill="none" stroke="${blend(dark, '#120a08', 0.6)}" stroke-width="${e.lashes}" stroke-linecap="round"/>
<path d="M${w - 3},${outer[1] - 1} l${4 + e.lashes},${-2 - e.lashes * 0.6}" stroke="#120a08" stroke-width="${e.lashes * 0.55}" stroke-linecap="round"/>
<path d="${lower}" fill="none" stroke="${dark}" stroke-width="1.6" opacity="0.55"/>
<path d="M${-w + 2},${h + 6} Q${0},${h + 13 + e.bags * 3} ${w - 2},${h + 3}" fill="none" stroke="${dark}" stroke-width="${3 + e.bags * 2}" opacity="${(0.12 + e.bags * 0.22).toFixed(2)}" filter="url(#blur2)"/>
</g>`;
}

function brow({ brows: b, eyes, seed }: Features, side: number): string {
  const x0 = eyes.apart - b.width * 0.95;
  const x1 = eyes.apart + b.width * 1.05;
  const line = (offset: number): Spot[] => [
    [x0, -b.height + b.tilt * 0.5 + offset],
    [x0 + (x1 - x0) * 0.35, -b.height - b.arch * 0.6 + offset * 0.95],
    [x0 + (x1 - x0) * 0.68, -b.height - b.arch - b.tilt * 0.3 + offset * 0.7],
    [x1, -b.height + 3 - b.tilt * 0.5 + offset * 0.2],
  ];
  const half = b.thickness / 2;
  const shape = through([...line(-half), ...line(half).reverse()], true);
  const dice = createDice(seed + 11);
  let hairs = '';
  for (let i = 0; i < 90; i++) {
    const t = dice(0, 0.97);
    const up = dice(-half, half) * (1 - t * 0.6);
    const k = Math.min(2, Math.floor(t * 3));
    const [from, to] = [line(0)[k]!, line(0)[k + 1]!];
    const share = t * 3 - k;
    const x = from[0] + (to[0] - from[0]) * share;
    const y = from[1] + (to[1] - from[1]) * share + up;
    const lean = 2 + t * 7;
    hairs += `<path d="M${x.toFixed(1)},${(y + 2).toFixed(1)} l${lean.toFixed(1)},${(-5 * (1 - t) - 0.5).toFixed(1)}" stroke="${dice(0, 1) < 0.5 ? b.colour : darker(b.colour, 0.4)}" stroke-width="${dice(0.9, 1.8).toFixed(1)}" opacity="0.8"/>`;
  }
  return `<g transform="scale(${side},1)"><path d="${shape}" fill="${b.colour}" opacity="0.72" filter="url(#blur1)"/><g fill="none" stroke-linecap="round">${hairs}</g></g>`;
}

function freckles({ freckles: amount, seed, outline }: Features): string {
  const dice = createDice(seed + 5);
  let dots = '';
  for (let i = 0; i < amount; i++) {
    const x = dice(-1, 1) * outline.cheek * 0.75;
    dots += `<circle cx="${x.toFixed(1)}" cy="${(42 + dice(-26, 26) - Math.abs(x) * 0.05).toFixed(1)}" r="${dice(0.7, 2).toFixed(1)}" fill="#9a5230" opacity="${dice(0.2, 0.5).toFixed(2)}"/>`;
  }
  return amount === 0 ? '' : `<g>${dots}</g>`;
}

function wrinkles({ age, skin, nose, mouth, eyes, outline: o }: Features): string {
  const dark = shaded(skin, 0.62);
  const lines = [-1, 1]
    .map(
      (side) => `
<path d="M${side * (nose.width + 4)},${nose.length - 8} Q${side * (nose.width + 26)},${nose.length + 14} ${side * (mouth.width + 15)},${mouth.y + 4}" stroke-width="${4 + age * 3}" opacity="${(0.12 + age * 0.28).toFixed(2)}"/>
<path d="M${side * (eyes.apart + eyes.width + 10)},-4 l${side * 16},-8 M${side * (eyes.apart + eyes.width + 11)},3 l${side * 17},1 M${side * (eyes.apart + eyes.width + 9)},10 l${side * 14},9" stroke-width="2.4" opacity="${(age * 0.5).toFixed(2)}"/>
<path d="M${side * (mouth.width + 10)},${mouth.y + 12} Q${side * (mouth.width + 12)},${mouth.y + 30} ${side * (mouth.width + 2)},${mouth.y + 42}" stroke-width="4" opacity="${(age * 0.2).toFixed(2)}"/>
<path d="M${side * 9},-40 Q${side * 7},-30 ${side * 8},-22" stroke-width="2.6" opacity="${(age * 0.18).toFixed(2)}"/>`,
    )
    .join('');
  const forehead = [0, 1, 2]
    .map(
      (row) =>
        `<path d="M${-o.temple * 0.55},${-76 - row * 22} Q0,${-84 - row * 24} ${o.temple * 0.55},${-76 - row * 22}" stroke-width="2.6" opacity="${(age * 0.34).toFixed(2)}"/>`,
    )
    .join('');
  return `<g fill="none" stroke="${dark}" stroke-linecap="round" filter="url(#blur2)">${lines}${forehead}</g>`;
}

function beard({ beard: b, outline: o, mouth: m, nose, seed }: Features): string {
  if (b === null) return '';
  const dice = createDice(seed + 3);
  const top = 44;
  const area: Spot[] = [
    [-o.cheek + 2, top - 20],
    [-o.cheek * 0.93, top + 22],
    [-o.cheek * 0.7, m.y - 18],
    [-m.width - 14, m.y - 20],
    [-nose.width, nose.length + 12],
    [0, nose.length + 13],
    [nose.width, nose.length + 12],
    [m.width + 14, m.y - 20],
    [o.cheek * 0.7, m.y - 18],
    [o.cheek * 0.93, top + 22],
    [o.cheek - 2, top - 20],
    [o.cheek + b.length * 0.25, 66],
    [o.jaw + b.length * 0.5 + 2, 116],
    [o.chinWidth + 22 + b.length * 0.4, o.chin - 12 + b.length * 0.6],
    [0, o.chin + b.length],
    [-o.chinWidth - 22 - b.length * 0.4, o.chin - 12 + b.length * 0.6],
    [-o.jaw - b.length * 0.5 - 2, 116],
    [-o.cheek - b.length * 0.25, 66],
  ];
  const lips = `M${-m.width - 3},${m.y - m.smile} Q${-m.width * 0.5},${m.y - m.upper - 5} 0,${m.y - m.upper - 3} Q${m.width * 0.5},${m.y - m.upper - 5} ${m.width + 3},${m.y - m.smile} Q${m.width * 0.6},${m.y + m.lower + (m.teeth ? 18 : 5)} 0,${m.y + m.lower + (m.teeth ? 19 : 5)} Q${-m.width * 0.6},${m.y + m.lower + (m.teeth ? 18 : 5)} ${-m.width - 3},${m.y - m.smile}Z`;
  const shape = `${through(area, true)} ${lips}`;
  let hairs = '';
  const count = Math.round(b.density * (b.length < 8 ? 5200 : 2600));
  for (let i = 0; i < count; i++) {
    const x = dice(-1, 1) * (o.cheek + 10);
    const y = dice(top - 20, o.chin + b.length);
    const reach = 2.4 + b.length * 0.38;
    hairs += `<path d="M${x.toFixed(1)},${y.toFixed(1)} q${(x * 0.02 + dice(-2, 2)).toFixed(1)},${(reach * 0.6).toFixed(1)} ${(-x * 0.02 + dice(-3, 3)).toFixed(1)},${reach.toFixed(1)}" stroke="${dice(0, 1) < 0.6 ? darker(b.colour, dice(0, 0.5)) : lighter(b.colour, dice(0, 0.3))}" stroke-width="${dice(0.6, b.length < 8 ? 1.1 : 1.8).toFixed(1)}"/>`;
  }
  const moustache = `M0,${nose.length + 12} Q${-m.width * 0.6},${m.y - m.upper - 14} ${-m.width - 10},${m.y + 4} Q${-m.width * 0.5},${m.y - m.upper - 1} 0,${m.y - m.upper - 1} Q${m.width * 0.5},${m.y - m.upper - 1} ${m.width + 10},${m.y + 4} Q${m.width * 0.6},${m.y - m.upper - 14} 0,${nose.length + 12}Z`;
  return `<clipPath id="beard"><path d="${shape}" clip-rule="evenodd"/></clipPath>
<path d="${shape}" fill="${b.colour}" fill-rule="evenodd" opacity="${(b.density * 0.75).toFixed(2)}" filter="url(#blur3)"/>
<g clip-path="url(#beard)" fill="none" opacity="0.75">${hairs}</g>
<path d="${moustache}" fill="${darker(b.colour, 0.15)}" opacity="${(b.moustache * 0.85).toFixed(2)}" filter="url(#blur2)"/>`;
}

function hairFront({ hair, seed }: Features): string {
  if (hair.front.length === 0) return '';
  const shape = through(hair.front, true);
  return `<path d="${shape}" fill="${darker(hair.colour, 0.6)}" opacity="0.5" transform="translate(0,7)" filter="url(#blur5)" clip-path="url(#face)"/>
<path d="${shape}" fill="${darker(hair.colour, 0.12)}"/>
<g clip-path="url(#hair)">${strands({ guides: hair.guides, count: hair.count, colour: hair.colour, width: hair.width, play: 5, seed })}</g>`;
}

function glasses({ glasses: g, eyes, outline: o }: Features): string {
  if (g === null) return '';
  const rim = (side: number) =>
    `<rect x="${side * eyes.apart - g.width}" y="${-g.height + 5}" width="${g.width * 2}" height="${g.height * 2}" rx="${g.round}" fill="#fff" fill-opacity="0.06" stroke="${g.colour}" stroke-width="${g.stroke}"/>
<path d="M${side * (eyes.apart + g.width)},-6 L${side * (o.cheek + 8)},-12" stroke="${g.colour}" stroke-width="${g.stroke}"/>`;
  const inner = eyes.apart - g.width;
  return `<g fill="none">${rim(-1)}${rim(1)}<path d="M${-inner},-2 Q0,-12 ${inner},-2" stroke="${g.colour}" stroke-width="${g.stroke}"/></g>`;
}

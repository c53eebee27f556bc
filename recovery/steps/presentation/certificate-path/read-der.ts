/** One element of DER (X.690, 10): tag byte, content, and the whole with its header. Views, not copies. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

/** DER tags that certificates use here. */
export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
  keyIdentifier: 0x80,
  version: 0xa0,
  extensions: 0xa3,
} as const;

/**
 * The elements that fill these bytes exactly, or `undefined`. Strict where BER is lenient: one-byte tags, definite and
 * shortest lengths, nothing left over. A certificate that two readers see differently is how checks are walked around.
 */
export function readDer(bytes: Uint8Array): readonly DerElement[] | undefined {
  const elements: DerElement[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const element = readElement(bytes.subarray(offset));
    if (element === undefined) return undefined;
    elements.push(element);
    offset += element.whole.length;
  }
  return elements;
}

/** The one element that fills these bytes exactly and has this tag, or `undefined`. */
export function readDerElement(bytes: Uint8Array, tag: number): DerElement | undefined {
  const elements = readDer(bytes);
  return elements?.length === 1 && elements[0]?.tag === tag ? elements[0] : undefined;
}

function readElement(bytes: Uint8Array): DerElement | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  if (first < 0x80) return cut({ bytes, tag, headerLength: 2, length: first });
  // 0x80 is an indefinite length. Two length bytes reach 64 kB, four times the largest certificate we take.
  const lengthBytes = first & 0x7f;
  if (lengthBytes < 1 || lengthBytes > 2 || bytes.length < 2 + lengthBytes) return undefined;
  const length = bytes.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  if (length < (lengthBytes === 1 ? 0x80 : 0x100)) return undefined;
  return cut({ bytes, tag, headerLength: 2 + lengthBytes, length });
}

function cut(at: {
  bytes: Uint8Array;
  tag: number;
  headerLength: number;
  length: number;
}): DerElement | undefined {
  const end = at.headerLength + at.length;
  if (end > at.bytes.length) return undefined;
  return { tag: at.tag, content: at.bytes.subarray(at.headerLength, end), whole: at.bytes.subarray(0, end) };
}

/** Dotted form of an object identifier's content (X.690, 8.19), or `undefined`. */
export function readObjectIdentifier(content: Uint8Array): string | undefined {
  const arcs: number[] = [];
  let arc = 0;
  for (const [index, byte] of content.entries()) {
    if (arc === 0 && byte === 0x80) return undefined;
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 256) return undefined;
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    } else if (index === content.length - 1) return undefined;
  }
  const [first, ...rest] = arcs;
  if (first === undefined) return undefined;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join('.');
}

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

const sampleSize = 256 * 1024;

/**
 * Which encoding a file is in: by its mark, by the zero bytes that UTF-16 leaves in Latin text, or because it is no UTF-8.
 * What is neither is taken for Windows-1252, which spreadsheets still write and in which any byte is a letter.
 */
export function detectEncoding(sample: Uint8Array): Encoding {
  const [first, second] = sample;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let index = 0; index < sample.length; index += 1) if (sample[index] === 0) zeros[index % 2]! += 1;
  const many = sample.length / 8;
  if (zeros[1]! > many && zeros[0]! < many / 4) return 'utf-16le';
  if (zeros[0]! > many && zeros[1]! < many / 4) return 'utf-16be';
  return isUtf8(sample) ? 'utf-8' : 'windows-1252';
}

/** The beginning of a file, enough to tell its encoding and its columns. */
export async function readSample(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleSize), 0, sampleSize, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** A sample may end in the middle of a letter. */
export function decodeSample(sample: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(sample, { stream: true });
}

/** The file as text, a piece at a time; a mark in front is left out. Throws `TypeError` where bytes are no letters of the encoding. */
export async function* decodeFile(
  file: string,
  encoding: Encoding,
  onBytes: (count: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) {
    const bytes = chunk as Buffer;
    onBytes(bytes.length);
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: sample.length === sampleSize });
    return true;
  } catch {
    return false;
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { escapeHtml, renderGuide } from './render-guide.ts';

const audiences = ['for-people', 'for-admins'] as const;

interface Guide {
  readonly audience: (typeof audiences)[number];
  /** `locked-out`: its file without the ending, and its address. */
  readonly name: string;
  readonly title: string;
  /** A whole document. */
  readonly page: string;
}

const docs = resolve(import.meta.dirname, '../../docs');

export const readGuideStyle = (): string => readFileSync(join(import.meta.dirname, 'guide.css'), 'utf8');

/** All of them, read once: they belong to this version of Regain. */
export function readGuides(folder = docs): readonly Guide[] {
  return audiences.flatMap((audience) => {
    const room = join(folder, audience);
    const files = existsSync(room) ? readdirSync(room).filter((file) => /^[a-z-]+\.md$/.test(file)) : [];
    const guides = files.toSorted().map((file) => {
      const { title, html } = renderGuide(readFileSync(join(room, file), 'utf8'));
      return { audience, name: file.slice(0, -'.md'.length), title, html };
    });
    const others = guides.map(({ name, title }) => `<li><a href="${name}">${escapeHtml(title)}</a></li>`);
    return guides.map(({ html, ...guide }) => ({
      ...guide,
      page: documentOf(guide.title, `<main>${html}</main><nav><hr><ul>${others.join('')}</ul></nav>`),
    }));
  });
}

function documentOf(title: string, body: string): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>`,
    `<link rel="stylesheet" href="/help/guide.css"></head><body>${body}</body></html>`,
  ].join('');
}

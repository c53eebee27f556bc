import type { Texts } from '../texts.ts';
import { type Child, element } from './element.ts';

/** What every page draws into. */
export interface Frame {
  /** Replaces the page's content and puts the focus on its heading. */
  readonly show: (title: string, ...content: readonly Child[]) => void;
  /** Says something to people who cannot see the page change. */
  readonly announce: (text: string) => void;
}

/** Draws header, content and footer, once. */
export function createFrame({
  texts,
  language,
}: {
  readonly texts: Texts;
  readonly language: string;
}): Frame {
  document.documentElement.lang = language;
  document.documentElement.dir = texts.dir;
  const main = element('main', { id: 'content' });
  const status = element('p', { class: 'status', role: 'status' });
  const brand = element(
    'a',
    { href: '/', class: 'brand', title: texts.home },
    element('img', { src: '/pocket.svg', alt: '', width: '28', height: '28' }),
    texts.title,
  );
  document.body.replaceChildren(
    element('header', {}, brand, element('span', { class: 'tag' }, texts.tag)),
    main,
    element('footer', {}, element('p', {}, texts.footer)),
    status,
  );
  let first = true;
  return {
    show: (title, ...content) => {
      document.title = `${title} · ${texts.title}`;
      const heading = element('h1', { tabindex: '-1' }, title);
      main.replaceChildren(heading, ...content.filter((child) => child !== undefined));
      // The first page is announced by the browser itself.
      if (!first) heading.focus();
      first = false;
    },
    announce: (text) => {
      status.textContent = text;
    },
  };
}

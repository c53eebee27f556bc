import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;

/**
 * React Aria brings its own words ("Select all") in more than thirty languages; a page speaks three. The others become
 * empty: `I18nProvider` never asks for them.
 */
const onlyOurLanguages: Plugin = {
  name: 'only-our-languages',
  load: {
    filter: { id: /react-(aria|stately|aria-components)\/.*\/intl\/(.*\/)?[a-z]{2}-[A-Z]{2}\.m?js$/ },
    handler: (id) => (/(en-US|de-DE|ar-AE)\.m?js$/.test(id) ? null : 'export default {};'),
  },
};

/**
 * A dozen small files cost a slow line more than what is in them: what is always needed together is one. `both`: what both documents
 * begin with; its styles come first.
 */
const wholeFiles = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler|i18next)\//, priority: 4 },
  {
    name: 'both',
    test: /web\/(language\/(choice|formats)\.ts|ui\/(tokens|elements)\.css)$|vite\/preload-helper/,
    priority: 3,
  },
  { name: 'ask-first', test: /web\/admin\/ask-first\.ts$/, priority: 2 },
  { name: 'portal', test: /web\/admin\/start\.tsx$/, priority: 1 },
];

/**
 * The portal's first script asks the server and then takes in the rest, `admin/start.tsx`. The document names that rest too, so that it is on
 * its way from the beginning.
 */
const fetchStartAhead: Plugin = {
  name: 'fetch-start-ahead',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {}, chunk }) => {
      const chunkOf = (file: string) => (bundle[file]?.type === 'chunk' ? bundle[file] : undefined);
      const start = chunk?.dynamicImports.find((file) => chunkOf(file)?.name === 'portal');
      if (chunk === undefined || start === undefined) return [];
      const files = new Set([...(chunkOf(start)?.imports ?? []), start]).difference(new Set(chunk.imports));
      return [...files].map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
        injectTo: 'head' as const,
      }));
    },
  },
};

export default defineConfig({
  root: here,
  plugins: [react(), onlyOurLanguages, fetchStartAhead],
  build: {
    outDir: 'dist',
    // Two documents: the person's pages, which stay small (D39), and the portal.
    rolldownOptions: {
      input: { index: resolve(here, 'index.html'), admin: resolve(here, 'admin.html') },
      output: { codeSplitting: { groups: wholeFiles } },
    },
    // The policy has no `data:` for scripts or styles: every asset is a file of ours.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
});

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

export default defineConfig({
  root: here,
  plugins: [react(), onlyOurLanguages],
  build: {
    outDir: 'dist',
    // Two documents: the person's pages, which stay small (D39), and the portal.
    rolldownOptions: { input: { index: resolve(here, 'index.html'), admin: resolve(here, 'admin.html') } },
    // The policy has no `data:` for scripts or styles: every asset is a file of ours.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
});

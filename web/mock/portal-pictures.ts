/**
 * Pictures of the portal's pages and of its kit: `node web/mock/portal-pictures.ts <folder> [look] [page]`, `look` and `page`
 * being parts of their names ("-" for any). Needs a built `dist/`; the kit's page is built here, into `mock/dist`.
 */
import { resolve } from 'node:path';
import { build } from 'vite';
import { shots } from './portal/shots.ts';
import { takePictures } from './take-pictures.ts';

const web = resolve(import.meta.dirname, '..');
await build({
  configFile: resolve(web, 'vite.config.ts'),
  root: web,
  logLevel: 'warn',
  build: {
    outDir: resolve(web, 'mock/dist'),
    emptyOutDir: true,
    rolldownOptions: { input: { kit: resolve(web, 'mock/kit.html') } },
  },
});

const named = (part: string | undefined) => (part === '-' ? undefined : part);
const [, , folder = 'pictures', look, shot] = process.argv;
await takePictures(shots, folder, { look: named(look), shot: named(shot) });

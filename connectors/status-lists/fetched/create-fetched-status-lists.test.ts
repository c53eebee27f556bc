import { expect, test } from 'vitest';
import type { StatusMediaType } from '../../../recovery/steps/presentation/index.ts';
import { createFetchedStatusLists } from './create-fetched-status-lists.ts';

const uri = 'https://status.issuer.example/lists/1';

test.each<[StatusMediaType, string[]]>([
  ['application/statuslist+jwt', ['application/statuslist+jwt']],
  ['application/statuslist+cwt', ['application/statuslist+cwt']],
  ['application/vc+jwt', ['application/vc+jwt', 'application/vc+ld+json+jwt', 'application/jwt']],
])('%s: the whole list of that address, in a form that we read (T7)', async (mediaType, mediaTypes) => {
  const asked: unknown[] = [];
  const download = { body: Buffer.from('list'), fetchedAt: 7 };
  const lists = createFetchedStatusLists({
    read: async (request) => {
      asked.push(request);
      return download;
    },
  });
  expect(await lists.read({ uri, mediaType, notBefore: 5 })).toBe(download);
  expect(asked).toEqual([{ url: uri, mediaTypes, notBefore: 5 }]);
});

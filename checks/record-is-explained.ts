/**
 * Whatever the record can say is explained to an admin: each activity and each code of `recovery/audit/words.ts` has its sentences
 * in `texts/portal/record`, in every language, and no sentence is left over from a word that is gone.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { activities, codes } from '../recovery/audit/index.ts';
import { listFiles, projectFolder, report } from './project-files.ts';

type Sentences = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A catalogue cannot have a dot in a key: `matching.passed` is `matching-passed` there. */
const wanted = {
  activities: activities.map((each) => each.replace('.', '-')),
  codes,
} as const;
/** What each must say: an activity what happened; a code what it means, and what to do about it. */
const parts = { activities: ['name', 'means'], codes: ['name', 'means', 'todo'] } as const;

function complaintsAbout(file: string): readonly string[] {
  const catalogue = JSON.parse(readFileSync(resolve(projectFolder, file), 'utf8')) as Readonly<
    Record<string, Sentences>
  >;
  return (['activities', 'codes'] as const).flatMap((kind) => {
    const told = (catalogue[kind] ?? {}) as unknown as Readonly<Record<string, Record<string, string>>>;
    return [
      ...wanted[kind].flatMap((word) =>
        parts[kind]
          .filter((part) => (told[word]?.[part] ?? '') === '')
          .map(
            (part) =>
              `${file}: ${kind}.${word}.${part} is missing: an admin could read this word and not what it means`,
          ),
      ),
      ...Object.keys(told)
        .filter((word) => !(wanted[kind] as readonly string[]).includes(word))
        .map((word) => `${file}: ${kind}.${word} explains a word that the record no longer says`),
    ];
  });
}

const catalogues = listFiles('texts/portal/record').filter((file) => file.endsWith('.json'));
report(
  [
    ...(catalogues.length < 3 ? ['texts/portal/record: a language is missing'] : []),
    ...catalogues.flatMap(complaintsAbout),
  ],
  `${activities.length} activities and ${codes.length} codes in ${catalogues.length} languages.`,
);

import { expect, test } from 'vitest';
import { fileProblem } from './file-drop.tsx';

const limits = { endings: ['.csv', '.txt'], maxBytes: 1_000 };

test.each([
  [{ name: 'people.csv', size: 1_000 }, null],
  [{ name: 'PEOPLE.CSV', size: 1 }, null],
  [{ name: 'people.csv', size: 0 }, 'empty'],
  [{ name: 'people.csv', size: 1_001 }, 'tooLarge'],
  [{ name: 'people.csv.exe', size: 10 }, 'otherKind'],
  [{ name: 'csv', size: 10 }, 'otherKind'],
])('%j: %j', (file, problem) => {
  expect(fileProblem(file, limits)).toBe(problem);
});

import { type Answers, canned } from './answers.ts';

export const kit: Answers = {
  'GET /kit/things': {
    items: [
      { id: '1', name: 'One' },
      { id: '2', name: 'Two' },
    ],
    next: '2',
  },
  'GET /kit/things/1': { id: '1', name: 'Theirs' },
  'PUT /kit/things/1': canned(412, { error: 'changedMeanwhile' }),
  'GET /kit/scan': { state: 'running', done: 412_000, total: 1_000_000 },
};

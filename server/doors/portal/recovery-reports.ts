import { z } from 'zod';
import {
  assembleEvaluationReport,
  findBiggestLoss,
  funnelGroupings,
  milestones,
  recoveryStates,
  sumFunnels,
} from '../../../recovery/insight/index.ts';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import { caseFilter, toFilter } from './case-shapes.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';

const path = '/api/admin/recoveries';
const tags = ['recoveries'];
const readers = [recoveryAdministrator, auditor] as const;

const milestone = z.enum(milestones);
const funnel = z.object(
  Object.fromEntries(milestones.map((each) => [each, z.number()])) as Record<
    (typeof milestones)[number],
    z.ZodNumber
  >,
);
const loss = z
  .object({ from: milestone, to: milestone, lost: z.number(), share: z.number() })
  .describe('The step that loses the most: what a chart says in its title.');
const stepTime = z.object({
  from: milestone,
  to: milestone,
  cases: z.number(),
  median: z.number().nullable().describe('Milliseconds.'),
  p90: z.number().nullable(),
});

/** A name of IANA's, so that a day is a day where the admin sits. */
const timeZone = z.string().max(64).default('UTC').refine(isTimeZone, 'is no time zone');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Reports over many recoveries: the funnel, and what an evaluation has shown. */
export function registerRecoveryReports(app: PortalApp, door: PortalDoor): void {
  const { recoveries } = door.installation;

  app.get(
    `${path}/funnel`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'How far recoveries came, in all and by profile, mode, country, provider or day',
        querystring: caseFilter.extend({ by: z.enum(funnelGroupings).default('profile'), timeZone }),
        response: {
          200: z.object({
            total: funnel,
            biggestLoss: loss.nullable(),
            rows: z.array(funnel.extend({ key: z.string() })),
          }),
        },
      },
    },
    async (request) => {
      const { by, timeZone: zone } = request.query;
      const filter = toFilter(request.query);
      const rows = await recoveries.countFunnel({ filter, by, timeZone: zone });
      const total = sumFunnels(rows);
      const last = filter.mode === 'evaluation' ? 'granted' : 'enrolled';
      return { total, biggestLoss: findBiggestLoss(total, last), rows: [...rows] };
    },
  );

  app.get(
    `${path}/evaluation`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'What evaluation has shown: who would have got in, who not and why, where people gave up',
        querystring: caseFilter.pick({
          profileId: true,
          country: true,
          providerId: true,
          from: true,
          to: true,
        }),
        response: {
          200: z.object({
            funnel,
            biggestLoss: loss.nullable(),
            wouldHaveGotIn: z.number(),
            refused: z.number(),
            refusals: z.array(z.object({ code: z.string(), cases: z.number() })),
            gaveUpInAll: z.number(),
            gaveUp: z.array(z.object({ at: z.enum(recoveryStates), cases: z.number() })),
            endedOtherwise: z.number(),
            underWay: z.number(),
            decoys: z.number().describe('Names that are unknown or may not: not counted above.'),
            times: z.array(stepTime),
          }),
        },
      },
    },
    async (request) => {
      // Strangers and people who may not are left out: they would make every figure look worse than it is.
      const filter = { ...toFilter(request.query), mode: 'evaluation', applicant: 'eligible' } as const;
      const [rows, endings, times, decoys] = [
        await recoveries.countFunnel({ filter, by: 'mode', timeZone: 'UTC' }),
        await recoveries.countEndings(filter),
        await recoveries.measureSteps(filter),
        await recoveries.countEndings({ ...filter, applicant: 'decoy' }),
      ];
      const report = assembleEvaluationReport({ funnel: rows[0], endings, times });
      return {
        ...report,
        refusals: [...report.refusals],
        gaveUp: [...report.gaveUp],
        times: [...report.times],
        decoys: decoys.reduce((sum, { cases }) => sum + cases, 0),
      };
    },
  );

  app.get(
    `${path}/step-times`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'How long each step takes: median and ninth decile',
        querystring: caseFilter,
        response: { 200: z.object({ times: z.array(stepTime) }) },
      },
    },
    async (request) => ({ times: [...(await recoveries.measureSteps(toFilter(request.query)))] }),
  );
}

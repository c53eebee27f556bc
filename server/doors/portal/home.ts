import { z } from 'zod';
import {
  estimateSavings,
  setUpReasons,
  setUpTasks,
  usualSavingsQuestion,
} from '../../../recovery/insight/index.ts';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';

const path = '/api/admin/home';
const tags = ['home'];
const readers = [recoveryAdministrator, auditor] as const;
const usual = usualSavingsQuestion;

/** Out of a query. Not coerced: an empty parameter is no zero. */
const upTo = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,6})?$/)
    .transform(Number)
    .pipe(z.number().max(most));
const money = upTo(1_000_000);
const minutes = upTo(100_000);
const side = z.object({
  costPerMonth: z.number().describe('In the currency of the question; exact.'),
  hoursLost: z.number().describe('By the people who recover; exact.'),
});

/** How far set-up has come, what needs somebody now, and what recovery saves. */
export function registerHome(app: PortalApp, _door: PortalDoor): void {
  app.get(
    `${path}/set-up`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'The checklist, with its state as it is now',
        response: {
          200: z.object({
            accounts: z.number(),
            lines: z.array(
              z.object({
                task: z.enum(setUpTasks),
                state: z
                  .enum(['done', 'look', 'open'])
                  .describe('`look`: done, and something about it deserves a look.'),
                reason: z.enum(setUpReasons).nullable(),
                count: z.number().describe('Of what there is, or of what the reason is about.'),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const { lines, accounts } = await request.admin.administration.readSetUp();
      return { accounts, lines: [...lines] };
    },
  );

  app.get(
    `${path}/needs`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'What needs somebody now',
        response: {
          200: z.object({
            approvals: z.number().describe('How many wait that this admin did not ask for.'),
            holds: z.number().describe('Edits of what is matched whose hold still runs (D34); 100 at most.'),
            alarms: z
              .array(
                z.object({
                  activity: z.string(),
                  at: z.number(),
                  chain: z.string(),
                  sequence: z.number(),
                }),
              )
              .describe('Of the last two weeks, the latest first, ten at most.'),
          }),
        },
      },
    },
    async (request) => {
      const { alarms, ...counts } = await request.admin.administration.readNeeds();
      return { ...counts, alarms: [...alarms] };
    },
  );

  app.get(
    `${path}/savings`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'What self-service saves against the help desk, each month: an estimate',
        querystring: z.object({
          users: upTo(100_000_000).pipe(z.number().int()),
          percentPerMonth: upTo(100).default(usual.percentPerMonth),
          helpDeskCost: money.default(usual.helpDesk.costPerRecovery),
          helpDeskMinutes: minutes.default(usual.helpDesk.minutesLost),
          selfServiceCost: money.default(usual.selfService.costPerRecovery),
          selfServiceMinutes: minutes.default(usual.selfService.minutesLost),
        }),
        response: {
          200: z.object({
            recoveriesPerMonth: z.number().describe('Not rounded.'),
            helpDesk: side,
            selfService: side,
            savedPerMonth: z.number().describe('Whole units of the currency.'),
            hoursRegained: z.number().describe('One decimal.'),
          }),
        },
      },
    },
    async ({ query }) =>
      estimateSavings({
        users: query.users,
        percentPerMonth: query.percentPerMonth,
        helpDesk: { costPerRecovery: query.helpDeskCost, minutesLost: query.helpDeskMinutes },
        selfService: { costPerRecovery: query.selfServiceCost, minutesLost: query.selfServiceMinutes },
      }),
  );
}

import { z } from 'zod';
import { auditor, recoveryAdministrator, type VerificationWork } from '../../administration/index.ts';
import { receiptShape } from '../../receipts/index.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';

const path = '/api/admin/audit';
const tags = ['audit'];
const readers = [recoveryAdministrator, auditor] as const;

const flaw = z.object({
  code: z.string(),
  chain: z.string().optional(),
  caseNumber: z.string().nullable().optional(),
  sequence: z.number().optional(),
  checkpoint: z.number().optional(),
  name: z.string().optional(),
});
const verification = z.object({
  state: z
    .enum(['stopped', 'running', 'done', 'failed'])
    .describe('`stopped`: none has run since the start.'),
  startedBy: z.string(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  done: z.number(),
  total: z.number().nullable(),
  result: z
    .object({
      entries: z.number(),
      chains: z.number(),
      checkpoints: z.number(),
      head: z.string().nullable(),
      flaws: z.array(flaw).describe('The first hundred.'),
      flawsInAll: z.number(),
    })
    .nullable(),
});

/** That nobody changed the record, and that a receipt is of it. */
export function registerAuditProof(app: PortalApp, door: PortalDoor): void {
  const { recoveries } = door.installation;

  app.get(
    `${path}/verification`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'The verification under way, or the last one',
        response: { 200: verification },
      },
    },
    async (request) => toBody(request.admin.administration.readVerification()),
  );

  app.post(
    `${path}/verification`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Verify the whole record: every chain, every checkpoint, every value kept apart',
        body: z.object({
          expectedHead: z
            .string()
            .trim()
            .regex(/^[\w-]{43}$/)
            .optional()
            .describe('A head that was kept elsewhere: gives away a record that was cut short.'),
        }),
        response: { 202: verification },
      },
    },
    async (request, reply) => {
      const { expectedHead } = request.body;
      const begun = await request.admin.administration.startVerification({
        ...(expectedHead !== undefined && { expectedHead }),
      });
      return reply.code(202).send(await toBody(begun));
    },
  );

  app.post(
    `${path}/receipt`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Check a receipt that a person shows: is it ours, and does the record still say so?',
        body: z.object({ receipt: z.string().max(20_000) }),
        response: { 200: z.object({ receipt: receiptShape.nullable(), recordHolds: z.boolean() }) },
      },
    },
    async (request) => request.admin.administration.checkReceipt(request.body),
  );

  async function toBody(work: VerificationWork | null): Promise<z.infer<typeof verification>> {
    if (work === null)
      return {
        ...{ state: 'stopped', startedBy: '', startedAt: null, finishedAt: null },
        ...{ done: 0, total: null, result: null },
      };
    if (work.result === null) return { ...work, result: null };
    const flaws = work.result.flaws.slice(0, 100);
    const chains = flaws.flatMap((each) => ('chain' in each ? [each.chain] : []));
    const caseNumbers = await recoveries.readCaseNumbers([...new Set(chains)]);
    return {
      ...work,
      result: {
        ...work.result,
        flaws: flaws.map((each) => ({
          ...each,
          ...('chain' in each && { caseNumber: caseNumbers.get(each.chain) ?? null }),
        })),
      },
    };
  }
}

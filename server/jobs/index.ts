/**
 * What runs beside the requests, on a timer: mails out, time-outs, checkpoints of the audit. Each run is short, one at a
 * time, and may be cut off anywhere: what it did is stored, what it did not is due again. Called by `server/main.ts`.
 */
export { checkpointJob, expireApprovalsJob, forgetJob } from './audit-jobs.ts';
export { deletionJob } from './deletion-job.ts';
export { peopleJobs } from './people-jobs.ts';
export { providerHealthJob } from './provider-health-job.ts';
export { type Job, startJobs } from './start-jobs.ts';

import { type Actor, organisationOf } from '../access/actor.js'
import { agenciesUnder } from '../access/agency-tree.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import type { JobList, JobView } from './job-contract.js'
import { endJob, findJob, type Job, jobsOf } from './job-store.js'
import { JOB_STATES } from './job-words.js'
import type { StatisticsPorts } from './ports.js'
import { jobNotYours, jobOver, noJob } from './refusals.js'

const MOST = 100

/** 任务台：how far the jobs of one's agency are; whoever asked for one may cancel it, and nothing of it stays. */
export class StatisticJobDesk {
  constructor(private readonly ports: StatisticsPorts) {}

  async list(actor: Actor): Promise<JobList> {
    const agencies = agenciesUnder(this.ports.agencies(), organisationOf(actor))
    const jobs = await this.door(actor, 'jobs', (trx) => jobsOf(trx, agencies, MOST))
    return { items: await jobViews(this.ports, actor, jobs) }
  }

  async show(actor: Actor, id: string): Promise<JobView> {
    const job = await this.door(actor, id, (trx) => this.own(trx, actor, id))
    return (await jobViews(this.ports, actor, [job]))[0]!
  }

  async cancel(actor: Actor, id: string): Promise<JobView> {
    const { clock } = this.ports
    const job = await this.door(actor, id, async (trx) => {
      const one = await this.own(trx, actor, id)
      if (one.by !== actor.personId) throw new Refusal(jobNotYours, {})
      const done = await endJob(trx, id, { state: 'cancelled', at: clock.now() })
      if (!done) {
        const { zh: state, en: stateEn } = JOB_STATES[(await this.own(trx, actor, id)).state]
        throw new Refusal(jobOver, { state, stateEn })
      }
      return this.own(trx, actor, id)
    })
    return (await jobViews(this.ports, actor, [job]))[0]!
  }

  private async own(trx: Trx, actor: Actor, id: string): Promise<Job> {
    const one = await findJob(trx, id)
    if (one === undefined || !agenciesUnder(this.ports.agencies(), organisationOf(actor)).includes(one.agency))
      throw new Refusal(noJob, {})
    return one
  }

  private door<R>(actor: Actor, matter: string, work: (trx: Trx) => Promise<R>): Promise<R> {
    const resource = { kind: 'Agency' as const, agency: organisationOf(actor) }
    return this.ports.gate.pass({ actor, action: 'statistic.read', resource, purpose: '统计任务', matter }, work)
  }
}

export async function jobViews(
  { staffNames }: Pick<StatisticsPorts, 'staffNames'>,
  actor: Actor,
  jobs: readonly Job[],
): Promise<JobView[]> {
  const names = await staffNames([...new Set(jobs.map(({ by }) => by))])
  return jobs.map(({ id, kind, title, state, done, total, by, askedAt, endedAt, result, why }) => ({
    ...{ id, kind, title, state, done, total, askedAt, askedBy: names.get(by) ?? '' },
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(result === undefined ? {} : { result }),
    ...(why === undefined ? {} : { why }),
    canCancel: by === actor.personId && (state === 'waiting' || state === 'running'),
  }))
}

import type { Actor } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { personCount } from '../ledger/lookup-store.js'
import { AdHocService } from './ad-hoc-service.js'
import { ExtractService } from './extract-service.js'
import { endJob, type Job, type JobBody, type JobWhy, noteJob, Stopped, takeNext } from './job-store.js'
import type { StatisticsPorts } from './ports.js'
import { askerGone, jobFailed } from './refusals.js'
import { StatisticService, type Works } from './statistic-service.js'

/**
 * 后台做统计。One job at a time, with its progress; whoever asked must still be in post, and the door is asked anew. What a
 * stop interrupted is begun anew; what was cancelled meanwhile leaves nothing, since the result and the end of the job are
 * written together or not at all.
 */
export class StatisticJobService {
  private turn: Promise<void> | undefined
  private halted = false
  private readonly statistics: StatisticService
  private readonly extracts: ExtractService
  private readonly adHoc: AdHocService

  constructor(private readonly ports: StatisticsPorts) {
    this.statistics = new StatisticService(ports)
    this.extracts = new ExtractService(ports)
    this.adHoc = new AdHocService(ports)
  }

  /** 停机：what is being done is let go and begun anew at the next start. */
  halt(): void {
    this.halted = true
  }

  /** Works until nothing is waiting; asked twice at once it works once. */
  advance(): Promise<void> {
    this.turn ??= this.work().finally(() => {
      this.turn = undefined
    })
    return this.turn
  }

  private async work(): Promise<void> {
    const { app, vault } = this.ports
    while (!this.halted) {
      const next = await app.transaction({}, (trx) => takeNext(trx, vault))
      if (next === undefined) return
      await this.one(next.job, next.body)
    }
  }

  private async one(job: Job, body: JobBody): Promise<void> {
    const { app, alarm, clock } = this.ports
    try {
      await this.run(job, body)
    } catch (error) {
      if (error instanceof Stopped) return
      if (!(error instanceof Refusal)) alarm(`the job ${job.id} failed: ${String(error)}`)
      const why = wordsOf(error instanceof Refusal ? error : new Refusal(jobFailed, {}))
      await app.transaction({}, (trx) => endJob(trx, job.id, { state: 'failed', at: clock.now(), why }))
    }
  }

  private async run(job: Job, { asker, question }: JobBody): Promise<void> {
    const actor = await this.askerNow(job, asker)
    const works = await this.worksOf(job)
    if (job.kind === 'statistic') return this.statistics.work(actor, question as never, works)
    if (job.kind === 'extract') return this.extracts.work(actor, question as never, works)
    return this.adHoc.work(actor, question as never, works)
  }

  private async worksOf({ id }: Job): Promise<Works> {
    const { app, clock, verify } = this.ports
    const total = await verify.transaction({}, personCount)
    return {
      tick: async (persons) => {
        if (this.halted || !(await app.transaction({}, (trx) => noteJob(trx, id, persons, total)))) throw new Stopped()
      },
      finish: async (trx, result) => {
        if (this.halted) throw new Stopped()
        const to = { state: 'done' as const, at: clock.now(), ...(result === undefined ? {} : { result }) }
        if (!(await endJob(trx, id, to))) throw new Stopped()
      },
    }
  }

  /** 提出的人此刻的身份：the same natural person in the same agency, with the posts held now. */
  private async askerNow(job: Job, { accountId, sessionId, channel }: JobBody['asker']): Promise<Actor> {
    const now = await this.ports.staffNow(accountId)
    if (now === undefined || now.personId !== job.by) throw new Refusal(askerGone, {})
    return { ...now, realm: 'staff', accountId, sessionId, channel }
  }
}

function wordsOf(refusal: Refusal): JobWhy {
  return { code: refusal.entry.code, zh: refusal.say('zh'), en: refusal.say('en') }
}

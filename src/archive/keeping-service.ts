import { type Actor, organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { dayOfInstant, parseDay, plusDays } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { ArchiveDoor } from './door-service.js'
import { isChecked } from './keeping.js'
import type { KeepingCheck, KeepingList, KeepingProblem, KeepingRequest, KeepingView } from './keeping-contract.js'
import { findInUse, insertCheck, insertKeeping, type KeptKeeping, listKeeping, setRetired } from './keeping-store.js'
import type { ArchivePorts } from './ports-service.js'
import { missingCase, nobodyByLogin } from './refusals-archive.js'
import { keepingChecked, keepingInUse, keepingNeedsDays, keepingNeedsPaper } from './refusals-keeping.js'

const LISTED = 500

/**
 * 保管台账。Places, devices and media with who answers for them and when they are checked; the storage rules in force; the
 * data stewards of each agency. What is missing or overdue is a problem, told here and on the oversight page.
 */
export class KeepingService {
  private readonly door: ArchiveDoor

  constructor(private readonly ports: ArchivePorts) {
    this.door = new ArchiveDoor(ports.gate)
  }

  async list(actor: Actor): Promise<KeepingList> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    const kept = await this.door.pass(actor, 'archive.read', { matter: 'keeping' }, (trx) =>
      listKeeping(trx, agencies, LISTED),
    )
    const persons = kept.flatMap(({ keeper, lastCheck, retired }) => [keeper, lastCheck?.by, retired?.by])
    const names = await this.ports.staffNames([...new Set(persons.filter((id) => id !== undefined))])
    return {
      items: kept.map((one) => this.view(one, (id) => names.get(id) ?? id)),
      problems: await this.problemsOf(agencies, kept),
      mayKeep: this.door.would(actor, 'archive.keep', {}),
    }
  }

  /** 凭岗位交文书：the text of the rules, the scan of an agreement. */
  mayKeep(actor: Actor): Promise<void> {
    return this.door.pass(actor, 'archive.keep', { matter: 'paper' }, async () => undefined)
  }

  /** 登记。Rules need their text, things their check; the same number of a kind is in use once. */
  async register(actor: Actor, request: KeepingRequest): Promise<KeepingList> {
    const { clock, ids, papers } = this.ports
    const agency = organisationOf(actor)
    const { kind, name, number, checkDays, documentId } = request
    const fromDay = parseDay(request.fromDay)
    await this.door.pass(actor, 'archive.keep', { matter: `${kind}/${number}` }, async (trx) => {
      if (kind === 'rules' && documentId === undefined) throw new Refusal(keepingNeedsPaper, {})
      if (isChecked(kind) !== (checkDays !== undefined)) throw new Refusal(keepingNeedsDays, {})
      if (documentId !== undefined) await papers.requireUsable(trx, documentId)
      const account = await this.ports.staffByLogin(request.keeper)
      if (account === undefined || account.posts.includes('scanVendor') || account.agency !== agency)
        throw new Refusal(nobodyByLogin, { login: request.keeper })
      const one = { keepingId: ids.uuid(), agency, kind, name, number, fromDay, keeper: account.personId }
      const more = { keeperLogin: request.keeper, checkDays, documentId, madeAt: clock.now() }
      if (!(await insertKeeping(trx, { ...one, ...more }, actor.personId))) throw new Refusal(keepingInUse, { number })
    })
    return this.list(actor)
  }

  async check(actor: Actor, keepingId: string, { fine, outcome }: KeepingCheck): Promise<KeepingList> {
    const { clock, ids } = this.ports
    await this.inUse(actor, keepingId, async (trx, kind) => {
      if (!isChecked(kind as KeptKeeping['kind'])) throw new Refusal(keepingChecked, {})
      await insertCheck(trx, { keepingId, checkId: ids.uuid(), fine, outcome, by: actor.personId, at: clock.now() })
    })
    return this.list(actor)
  }

  /** 停用、废止或卸任：the line stays, and says why. */
  async retire(actor: Actor, keepingId: string, why: string): Promise<KeepingList> {
    await this.inUse(actor, keepingId, (trx) =>
      setRetired(trx, { keepingId, why, by: actor.personId, at: this.ports.clock.now() }),
    )
    return this.list(actor)
  }

  /** 自查所见，of these agencies: for the oversight page, which has passed its own gate. */
  async problems(agencies: readonly string[]): Promise<KeepingProblem[]> {
    return this.problemsOf(agencies, await this.ports.app.transaction({}, (trx) => listKeeping(trx, agencies, LISTED)))
  }

  private async inUse(actor: Actor, keepingId: string, work: (trx: Trx, kind: string) => Promise<void>): Promise<void> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    await this.door.pass(actor, 'archive.keep', { matter: keepingId }, async (trx) => {
      const kind = await findInUse(trx, keepingId, agencies)
      if (kind === undefined) throw new Refusal(missingCase, {})
      await work(trx, kind)
    })
  }

  private async problemsOf(agencies: readonly string[], kept: readonly KeptKeeping[]): Promise<KeepingProblem[]> {
    const today = this.ports.clock.today()
    const inUse = kept.filter((one) => one.retired === undefined && one.fromDay <= today)
    const problems: KeepingProblem[] = []
    for (const agency of agencies) {
      const at = { agency, agencyName: this.ports.agencyName(agency) }
      const own = inUse.filter((one) => one.agency === agency)
      if (!own.some(({ kind }) => kind === 'rules')) problems.push({ ...at, finding: 'noRules' })
      if (!(await this.hasSteward(agency, own))) problems.push({ ...at, finding: 'noSteward' })
      for (const one of own)
        for (const finding of this.findings(one)) problems.push({ ...at, finding, name: `${one.number} ${one.name}` })
    }
    return problems
  }

  /** A steward counts while the account is open and of this agency. */
  private async hasSteward(agency: string, own: readonly KeptKeeping[]): Promise<boolean> {
    for (const { kind, keeperLogin } of own)
      if (kind === 'steward' && (await this.ports.staffByLogin(keeperLogin))?.agency === agency) return true
    return false
  }

  private dueDay({ checkDays, lastCheck, fromDay, retired }: KeptKeeping) {
    if (checkDays === undefined || retired !== undefined) return undefined
    return plusDays(lastCheck === undefined ? fromDay : dayOfInstant(lastCheck.at), checkDays)
  }

  private findings(one: KeptKeeping): ('checkDue' | 'faulty')[] {
    const due = this.dueDay(one)
    const isDue = due !== undefined && due < this.ports.clock.today()
    const isFaulty = one.retired === undefined && one.lastCheck?.fine === false
    return [...(isDue ? (['checkDue'] as const) : []), ...(isFaulty ? (['faulty'] as const) : [])]
  }

  private view(one: KeptKeeping, name: (id: string) => string): KeepingView {
    const { keepingId: id, agency, kind, number, fromDay, checkDays, documentId, lastCheck, retired } = one
    const dueDay = this.dueDay(one)
    return {
      ...{ id, agency, agencyName: this.ports.agencyName(agency), kind, name: one.name, number, fromDay },
      ...{ keeper: name(one.keeper), findings: this.findings(one) },
      ...(checkDays === undefined ? {} : { checkDays }),
      ...(documentId === undefined ? {} : { documentId }),
      ...(dueDay === undefined ? {} : { dueDay }),
      ...(lastCheck === undefined ? {} : { lastCheck: { ...lastCheck, by: name(lastCheck.by) } }),
      ...(retired === undefined ? {} : { retired: { ...retired, by: name(retired.by) } }),
    }
  }
}

import { type Actor, organisationOf } from '../access/actor.js'
import { agenciesUnder, agencyName } from '../access/agency-tree.js'
import type { Pass } from '../access/gate-service.js'
import type { QueryEntry } from '../access/query-entry.js'
import { comparedDays, findQueryEntry, queryEntries } from '../access/query-entry-store.js'
import { QUERY_KINDS } from '../access/query-kinds.js'
import { keptLongest } from '../access/seal-store.js'
import type { Trx } from '../db/database.js'
import { csvOf } from '../kernel/csv.js'
import { parseDay, plusDays, timeText } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { mask, maskName } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import { openedNames } from '../ledger/lookup-store.js'
import { openTo } from '../ledger/mandate-store.js'
import { findPersons } from '../ledger/people-store.js'
import { untoldOf } from './inquiry.js'
import { findInquiry } from './inquiry-store.js'
import type { DisclosurePorts } from './ports.js'
import { noEntry } from './refusals-arrangement.js'
import type {
  EntryDetail,
  EntryView,
  RegisterCheck,
  RegisterExport,
  RegisterList,
  RegisterQuery,
} from './register-contract.js'
import { DISCLOSED } from './words.js'

/** 查询登记簿（第二十一条）：found by unit, day, kind and person; printed; held against the book of looks day by day. */
export class RegisterService {
  constructor(private readonly ports: DisclosurePorts) {}

  async search(actor: Actor, query: RegisterQuery): Promise<RegisterList> {
    const untold = await this.untoldOfPerson(actor, query)
    const read = async (trx: Trx, pass: Pass) => {
      const most = this.ports.setting('business.register-most')
      const entries = await this.entries(trx, pass, actor, query, most + 1)
      // Whom a query was about does not find it here, as they do not at the case.
      const others = entries.slice(0, most).filter(({ subjects }) => !subjects.includes(actor.personId))
      return { items: await this.views(others), more: entries.length > most }
    }
    return this.door(actor, 'register', read, untold)
  }

  /** 一条，with whom it was about: each gets a line. */
  async show(actor: Actor, entryId: string): Promise<EntryDetail> {
    const untold = await this.untoldOf(entryId)
    const read = async (trx: Trx, pass: Pass) => {
      const entry = await findQueryEntry(trx, entryId)
      const isOther = entry !== undefined && !entry.subjects.includes(actor.personId)
      if (!isOther || !this.agencies(actor).includes(entry.agency)) throw new Refusal(noEntry, {})
      const [view] = await this.views([entry])
      if (entry.subjects.length > 0) await pass.show(entry.subjects)
      const names = await openedNames(trx, await openTo(trx, actor, entry.subjects, (one) => one), this.ports.vault)
      return {
        ...view!,
        subjects: [...names.values()].map(({ fullName, identityNumber }) => ({
          fullName: maskName(fullName),
          identityNumber: mask(identityNumber),
        })),
      }
    }
    return this.door(actor, entryId, read, untold)
  }

  /** 登记的是不得告知的案件：who reads it here is written under the same seal. */
  private untoldOf(entryId: string): Promise<string | undefined> {
    const { app, vault } = this.ports
    return app.transaction({}, async (trx) => {
      const entry = await findQueryEntry(trx, entryId)
      const one = entry && (await findInquiry(trx, vault, entry.inquiryId))
      return one && untoldOf(one)
    })
  }

  /**
   * 按人检索，而此人名下的登记都是不得告知的：the search is written under the seal of such a case, or before its seal as an
   * event that names nobody; a line in the person's own book would tell that there is something. Of several the one that is
   * kept longest. Whoever has any entry that may be told, or none at all, has an ordinary line.
   */
  private async untoldOfPerson(actor: Actor, query: RegisterQuery): Promise<string | undefined> {
    const { app, vault } = this.ports
    if (query.identityNumber === undefined) return undefined
    return app.transaction({}, async (trx) => {
      const person = await this.personOf(trx, actor, query)
      if (person === undefined) return undefined
      const entries = await queryEntries(trx, { agencies: this.agencies(actor), person, most: MOST_OF_ONE })
      const cases: string[] = []
      for (const inquiryId of new Set(entries.map((entry) => entry.inquiryId))) {
        const one = await findInquiry(trx, vault, inquiryId)
        const untold = one && untoldOf(one)
        if (untold === undefined) return undefined
        cases.push(untold)
      }
      return keptLongest(trx, cases)
    })
  }

  private async personOf(trx: Trx, actor: Actor, { identityNumber }: RegisterQuery): Promise<string | undefined> {
    const { vault, clock } = this.ports
    const { number } = parseIdentity(identityNumber ?? '', clock.today())
    const found = [...(await findPersons(trx, [vault.identityDigest(number)])).values()][0]
    return found === undefined ? undefined : (await openTo(trx, actor, [found.personId], (one) => one))[0]
  }

  /** 导出（CSV）：all that a search finds, page after page; nobody named. The first line says who took it, when and for what. */
  async export(actor: Actor, { purpose, ...query }: RegisterExport): Promise<string> {
    const found: EntryView[] = []
    for (let before = query.before; ; before = found.at(-1)?.id) {
      const { items, more } = await this.search(actor, { ...query, ...(before === undefined ? {} : { before }) })
      found.push(...items)
      if (!more || items.length === 0) break
    }
    const rows = found.map((one) => [
      ...[one.number, timeText(one.at), one.agencyName, QUERY_KINDS[one.kind].zh, one.unit, one.officers, one.basis],
      ...[one.purpose, String(one.persons), String(one.onRecord), itemsText(one.items), one.months],
      ...[one.handler, one.approver, one.resultHash],
    ])
    const { agencies, clock } = this.ports
    const by = `${agencyName(agencies(), organisationOf(actor))} ${actor.name ?? ''}`.trim()
    const mark = `内部资料，不得外传｜${by}｜${timeText(clock.now())}｜用途：${purpose}`
    return csvOf([[mark], HEAD, ...rows])
  }

  /** 逐日核对：as often told as entered. */
  async check(actor: Actor, from: string, through: string): Promise<RegisterCheck> {
    const [first, last] = [parseDay(from), parseDay(through)]
    await this.door(actor, `check ${first}/${last}`, async () => undefined)
    return checkRegister(this.ports, first, last)
  }

  private async entries(trx: Trx, pass: Pass, actor: Actor, query: RegisterQuery, most: number): Promise<QueryEntry[]> {
    const { words, kind, from, through, before } = query
    const asked = { agencies: this.agencies(actor), words: words?.trim(), kind, before, most }
    const days = { from: from && parseDay(from), through: through && parseDay(through) }
    if (query.identityNumber === undefined) return queryEntries(trx, { ...asked, ...days })
    const person = await this.personOf(trx, actor, query)
    if (person === undefined) return []
    await pass.show([person])
    return queryEntries(trx, { ...asked, ...days, person })
  }

  private async views(entries: readonly QueryEntry[]): Promise<EntryView[]> {
    const { vault, staffNames } = this.ports
    const names = await staffNames([
      ...new Set(entries.flatMap(({ handlerId, approverId }) => [handlerId, approverId])),
    ])
    return entries.map((entry) => ({
      ...{ id: entry.entryId, inquiry: entry.inquiryId, number: entry.number, at: entry.at, kind: entry.kind },
      ...{ agencyName: agencyName(this.ports.agencies(), entry.agency), unit: entry.unit, basis: entry.basis },
      ...{ officers: vault.reveal(entry.officers), purpose: vault.reveal(entry.purpose), persons: entry.subjectCount },
      ...{ onRecord: entry.subjects.length, items: [...entry.items], months: entry.months },
      ...{ handler: names.get(entry.handlerId) ?? '', approver: names.get(entry.approverId) ?? '' },
      resultHash: entry.resultHash,
    }))
  }

  private agencies(actor: Actor): string[] {
    return agenciesUnder(this.ports.agencies(), organisationOf(actor))
  }

  private door<R>(
    actor: Actor,
    matter: string,
    work: (trx: Trx, pass: Pass) => Promise<R>,
    untold?: string,
  ): Promise<R> {
    const resource = { kind: 'Agency' as const, agency: organisationOf(actor) }
    return this.ports.gate.pass(
      { actor, action: 'register.read', resource, purpose: '查询登记簿', matter, untold },
      work,
    )
  }
}

/** 提供之数与登记之数，day by day; also for the command and the nightly alarm. */
export async function checkRegister(
  { verify }: Pick<DisclosurePorts, 'verify'>,
  from: string,
  through: string,
): Promise<RegisterCheck> {
  const days = await verify.transaction({}, (trx) => comparedDays(trx, from, through))
  const even = days.every(({ unentered, untold }) => unentered.length + untold.length === 0)
  return { days: days.map((one) => ({ ...one, unentered: [...one.unentered], untold: [...one.untold] })), even }
}

/** 每日核对昨日与今日；what is uneven is told. */
export async function noticeUneven(ports: Pick<DisclosurePorts, 'verify' | 'clock'>): Promise<readonly string[]> {
  const today = ports.clock.today()
  const { days } = await checkRegister(ports, plusDays(today, -1), today)
  return days.flatMap(({ day, unentered, untold }) => [...unentered, ...untold].map((matter) => `${day} ${matter}`))
}

const MOST_OF_ONE = 1000

const HEAD = [
  ...['备案编号', '时间', '机构', '种类', '查询单位', '查询人员', '依据', '用途', '人数', '在册人数', '内容', '月份'],
  ...['经办人', '审批人', '结果摘要（SM3）'],
]

function itemsText(items: readonly string[]): string {
  return items.map((item) => (item in DISCLOSED ? DISCLOSED[item as keyof typeof DISCLOSED].zh : item)).join('、')
}

import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { FactPreview } from './content-contract.js'
import { factBlocks } from './content-facts.js'
import type { SubmissionDetail } from './contract.js'
import { determinationLine } from './determination-store.js'
import type { DraftPlace } from './draft-place.js'
import { EntryDesk } from './entry-desk-service.js'
import { refuseEntry } from './entry-refusals.js'
import { type FoundPerson, findNamedPersons } from './entry-service.js'
import { DRAFTS, type TypedKind } from './fact-drafts-store.js'
import type { BenefitDeterminationRequest, FactEntryKind, FactRequests } from './fact-entry-contract.js'
import { asPosted, countedOfFacts, factLine } from './fact-lines.js'
import { knownFacts } from './known-life-store.js'
import type { DeterminationAsked, FactLine } from './lines.js'
import { othersNamed, unfitOthers } from './named-other-store.js'
import { refuseAgainstOpinion } from './opinion.js'
import { opinionsOf } from './opinion-store.js'
import type { CollectionPorts } from './ports.js'
import { atRow, noGround } from './refusals-facts.js'
import { noRulingPaper } from './refusals-ruling.js'
import { requireOthers } from './ruling-store.js'
import { WRITE_OFF } from './ruling-words.js'

type AnyRequest = FactRequests[FactEntryKind]
type AnyItem = AnyRequest['items'][number]

const ITEM = { zh: '全行', en: 'the row' }
const GUARDIAN = { zh: '监护人证件号码', en: 'number of the guardian' }
const AGENT = { zh: '代理人或近亲属的证件号码', en: 'number of the agent or relative' }

/**
 * 新事实的录入。What stands on paper becomes facts; what the rules compute is computed here and never typed; what cannot
 * stand beside what is known is refused at its row and column. All rows of a request stand, or none does.
 */
export class FactEntryService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async enter<K extends FactEntryKind>(
    actor: Actor,
    kind: K,
    request: FactRequests[K],
    resubmits?: string,
  ): Promise<SubmissionDetail> {
    const { documentId, ground } = request
    if (documentId === undefined && ground === undefined) throw new Refusal(noGround, {})
    const made = await this.lines(actor, kind, request)
    if (kind === 'ruling') await this.requireRuling(actor, request, made)
    const lines = made.map((line) => ({ line, counted: countedOfFacts(line.facts) }))
    const agency = organisationOf(actor)
    const place = { kind, routeAs: routeOf(made), agency, area: this.ports.areaOf(agency), documentId }
    return this.desk.file(actor, { ...place, content: request, lines }, resubmits)
  }

  /** 结果须有文书，改动须由别人另案办理。 */
  private async requireRuling(actor: Actor, { documentId }: AnyRequest, lines: readonly FactLine[]): Promise<void> {
    const decided = lines.some(({ facts }) =>
      facts.some((fact) => fact.kind === 'ruling' && fact.finding !== 'pending'),
    )
    if (decided && documentId === undefined) throw new Refusal(noRulingPaper, {})
    const persons = lines.map(({ personId }) => personId)
    await this.ports.app.transaction({ persons }, (trx) => requireOthers(trx, actor, lines))
  }

  /** 预览。Computed and checked as if it were filed. */
  async preview<K extends FactEntryKind>(actor: Actor, kind: K, request: FactRequests[K]): Promise<FactPreview> {
    return { lines: (await this.lines(actor, kind, request)).flatMap((line) => factBlocks(line)) }
  }

  /** Whom a preview shows, for the access book: known only once the numbers were read. */
  async personsIn(request: AnyRequest): Promise<string[]> {
    const found = await findNamedPersons(this.ports, request.items)
    return [...new Set(found.map(({ personId }) => personId))]
  }

  private async lines(actor: Actor, kind: FactEntryKind, request: AnyRequest): Promise<FactLine[]> {
    const agency = organisationOf(actor)
    const area = this.ports.areaOf(agency)
    const at = { agency, area, policy: this.ports.policy().book.area(area), today: this.ports.clock.today() }
    const persons = await findNamedPersons(this.ports, request.items)
    const others = await findNamedPersons(this.ports, othersIn(request))
    const ids = persons.map(({ personId }) => personId)
    return this.ports.app.transaction({ persons: ids }, async (trx) => {
      const known = await knownFacts(trx, ids, kind)
      const lines: FactLine[] = []
      for (const [i, item] of request.items.entries()) {
        const person = persons[i]!
        const place: DraftPlace = { ...at, personId: person.personId, other: others[i]?.personId }
        const told = { row: i + 1, ...person, ground: request.ground, other: others[i] && namesOf(others[i]) }
        const line = await this.line(trx, kind, { place, item, request, told }, known.get(person.personId) ?? [])
        const count = known.get(person.personId)?.length ?? 0
        known.get(person.personId)?.push(...line.facts.map((fact, n) => asPosted(fact, count + n)))
        lines.push(line)
      }
      await this.refuseUnfit(trx, at, lines)
      return lines
    })
  }

  /** 另一人须已登记、在世；监护人还须已成年。 */
  private async refuseUnfit(
    trx: Trx,
    { policy }: Pick<DraftPlace, 'policy'>,
    lines: readonly FactLine[],
  ): Promise<void> {
    const asked = othersNamed(lines)
    for (const [i, unfit] of (await unfitOthers(trx, policy, asked)).entries())
      if (unfit !== undefined) throw atRow(asked[i]!.row, asked[i]!.role === 'guardian' ? GUARDIAN : AGENT, unfit)
  }

  private async line(
    trx: Trx,
    kind: FactEntryKind,
    { place, item, request, told }: Given,
    known: readonly Posted<Fact>[],
  ): Promise<FactLine> {
    try {
      if (kind !== 'benefitDetermination') {
        const draft = DRAFTS[kind as TypedKind] as (...given: unknown[]) => ReturnType<(typeof DRAFTS)[TypedKind]>
        const { facts, computed } = draft(place, item, request, known)
        return factLine({ ...told, facts }, place, known, { computed })
      }
      return await this.determined(trx, place, item as BenefitDeterminationRequest['items'][number], told, known)
    } catch (error) {
      if (!(error instanceof Refusal) || 'row' in error.facts) throw error
      throw atRow(told.row, ITEM, error)
    }
  }

  private async determined(
    trx: Trx,
    place: DraftPlace,
    item: BenefitDeterminationRequest['items'][number],
    told: Given['told'],
    known: readonly Posted<Fact>[],
  ): Promise<FactLine> {
    const { insurance, benefitKind, variant, document, adjustmentYear, elsewhere } = item
    const asked: DeterminationAsked = {
      ...{ insurance, benefitKind, variant, document },
      eventMonth: parsePeriod(item.eventMonth),
      ...(adjustmentYear === undefined ? {} : { adjustmentYear }),
    }
    if (elsewhere === undefined) {
      const { vault, policy } = this.ports
      return determinationLine(trx, { vault, book: policy().book, place, asked, told, known })
    }
    if (benefitKind !== 'injury' && benefitKind !== 'medical') {
      refuseEntry(
        '待遇金额由规则算得，不能填写；只有工伤与医疗可录入其他部门核定的金额。请去掉金额，由系统核定。',
        'Amounts are computed by the rules; only injury and medical items may carry what another department determined. Leave the amount out.',
      )
    }
    if (benefitKind === 'injury') refuseAgainstOpinion(await opinionsOf(trx, place.personId), 'injuryGrade', variant)
    const { item: name, amount, periodic, fromMonth, throughMonth } = elsewhere
    const span = {
      fromMonth: parsePeriod(fromMonth),
      throughMonth: throughMonth === undefined ? undefined : parsePeriod(throughMonth),
    }
    const { personId, agency, area } = place
    const fact = { personId, agency, area, ...asked, ...span, item: name, periodic, amount, provisional: false }
    return factLine(
      { ...told, facts: [{ ...fact, kind: 'benefitDetermination' } as FactLine['facts'][number]] },
      place,
      known,
    )
  }
}

/** 核销欠费与核销多领的待遇，环节相同：whatever door it comes through. */
function routeOf(lines: readonly FactLine[]): 'relief' | undefined {
  const isWriteOff = lines.some(({ facts }) =>
    facts.some((fact) => fact.kind === 'ruling' && fact.subject === WRITE_OFF),
  )
  return isWriteOff ? 'relief' : undefined
}

function namesOf({ identityNumber, fullName }: FoundPerson) {
  return { identityNumber, fullName }
}

/** 事实所及的另一人：a guardian is looked up as the ward is. */
function othersIn({ items }: AnyRequest): { identityNumber: string; fullName: string }[] {
  return items.flatMap((item) =>
    'otherIdentityNumber' in item ? [{ identityNumber: item.otherIdentityNumber, fullName: item.otherFullName }] : [],
  )
}

interface Given {
  readonly place: DraftPlace
  readonly item: AnyItem
  readonly request: AnyRequest
  readonly told: FoundPerson & Pick<FactLine, 'row' | 'ground' | 'other'>
}

import type { Actor } from '../access/actor.js'
import type { BodyKind } from '../access/body-kinds.js'
import type { Gate } from '../access/gate-service.js'
import { bodyOf, type PledgeText } from '../access/pledge.js'
import { type PledgedAccount, pledgedAccounts } from '../access/pledge-store.js'
import { isPost } from '../access/posts.js'
import { isInForce, listAgreements } from '../archive/agreement-store.js'
import type { Trx } from '../db/database.js'
import type { Recipient } from '../disclosure/recipient.js'
import { allRecipients } from '../disclosure/recipient-store.js'
import type { RecipientKind } from '../disclosure/words.js'
import type { Clock } from '../kernel/clock.js'
import { type Day, plusDays } from '../kernel/day.js'
import type { Vault } from '../ledger/vault.js'
import type { Setting } from '../policy/house-setting.js'
import type {
  AgreementLine,
  AgreementState,
  ConfidentialityAnswer,
  PledgeCount,
  PledgePerson,
} from './confidentiality-contract.js'

export interface ConfidentialityPorts {
  readonly gate: Gate
  readonly clock: Clock
  readonly setting: Setting
  readonly vault: Vault
  readonly pledge: () => PledgeText | undefined
  /** 账户上的姓名。 */
  readonly nameOf: (name: Buffer) => string
  agenciesUnder(code: string): readonly { readonly code: string; readonly name: string; readonly english: string }[]
  /** 市级机构，which keeps the bodies that query for long. */
  city(): string
}

const MOST_ACCOUNTS = 5000

/** 保密协议与保密承诺的台账（第二十三条）。The supervisor sees bodies and counts; the agency's auditor also who has signed. */
export class ConfidentialityService {
  constructor(private readonly ports: ConfidentialityPorts) {}

  list(actor: Actor): Promise<ConfidentialityAnswer> {
    const { gate, setting, pledge } = this.ports
    const agency = actor.agency ?? ''
    const ask = {
      ...{ actor, action: 'oversight.read' as const, resource: { kind: 'Agency' as const, agency } },
      ...{ purpose: '保密协议与保密承诺', matter: 'confidentiality' },
    }
    return gate.pass(ask, async (trx) => {
      const under = this.ports.agenciesUnder(agency).map(({ code, name, english }) => ({ code, name, english }))
      const codes = under.map(({ code }) => code)
      const found = await pledgedAccounts(trx, codes, MOST_ACCOUNTS + 1)
      const accounts = found.slice(0, MOST_ACCOUNTS)
      const text = pledge()
      const isNamed = actor.posts.includes('auditor') && !actor.posts.includes('supervisor')
      return {
        ...{ warnDays: setting('business.agreement-warn-days'), agencies: under },
        agreements: await this.agreements(trx, codes),
        ...(text === undefined ? {} : { pledge: { version: text.version, since: text.since, basis: text.basis } }),
        pledges: countsOf(accounts, text),
        ...(isNamed ? { people: accounts.map((one) => this.person(one, text)) } : {}),
        more: found.length > MOST_ACCOUNTS,
      }
    })
  }

  private async agreements(trx: Trx, codes: readonly string[]): Promise<AgreementLine[]> {
    const { clock, setting, vault, city } = this.ports
    const days = { today: clock.today(), warnFrom: plusDays(clock.today(), setting('business.agreement-warn-days')) }
    const own = (await listAgreements(trx, codes)).map((one): AgreementLine => {
      const { kind, vendor: body, number, fromDay: from, throughDay: through, agency } = one
      return { kind, body, number, from, through, agency, state: stateOf(one, days) }
    })
    const asking = codes.includes(city()) ? await allRecipients(trx, vault) : []
    return [...own, ...asking.flatMap((one) => agreementsOf(one, days))]
  }

  private person(one: PledgedAccount, text: PledgeText | undefined): PledgePerson {
    const { agency, name, version, digest, way, signed_at: at } = one
    return {
      ...{ agency: agency ?? '', kind: kindOf(one), name: name === null ? '' : this.ports.nameOf(name) },
      isCurrent: isCurrent(digest, text),
      ...(version === null || way === null || at === null ? {} : { version, way, signedAt: at.getTime() }),
    }
  }
}

interface Days {
  readonly today: Day
  readonly warnFrom: Day
}

function stateOf(
  one: { readonly fromDay: Day; readonly throughDay: Day; readonly endedAt?: number | undefined },
  { today, warnFrom }: Days,
): AgreementState {
  if (one.endedAt !== undefined) return 'ended'
  if (!isInForce({ ...one, endedAt: undefined }, today)) return one.fromDay > today ? 'notBegun' : 'over'
  return one.throughDay < warnFrom ? 'ending' : 'inForce'
}

/** 长期查询的对方：its kind in its own register, and here. */
const KIND_OF: Readonly<Record<RecipientKind, BodyKind>> = {
  ...{ organ: 'organ', unit: 'otherUnit', institution: 'otherService', vendor: 'otherService' },
  ...{ payingBank: 'payingBank', designatedHospital: 'designatedHospital', designatedPharmacy: 'designatedPharmacy' },
  ...{ injuryRehabilitation: 'injuryRehabilitation', assistiveDevice: 'assistiveDevice' },
  systemDeveloper: 'systemDeveloper',
}

/** Each agreement signed; ended where an ending was written down after it, or another signed. */
function agreementsOf({ name, kind, events }: Recipient, days: Days): AgreementLine[] {
  return events.flatMap((event, at): AgreementLine[] => {
    const { act, agreement, from, through } = event
    if (act !== 'agreement' || from === undefined || through === undefined) return []
    const later = events.slice(at + 1).find((one) => one.act === 'agreement' || one.act === 'ended')
    const state = stateOf({ fromDay: from, throughDay: through, endedAt: later?.at }, days)
    return [{ kind: KIND_OF[kind], body: name, number: agreement ?? '', from, through, state }]
  })
}

function kindOf({ posts }: PledgedAccount): BodyKind {
  return bodyOf(posts.filter(isPost))
}

function isCurrent(digest: string | null, text: PledgeText | undefined): boolean {
  return text !== undefined && digest === text.digest
}

function countsOf(accounts: readonly PledgedAccount[], text: PledgeText | undefined): PledgeCount[] {
  const counts = new Map<string, PledgeCount>()
  for (const one of accounts) {
    const [agency, kind, version] = [one.agency ?? '', kindOf(one), one.version ?? undefined]
    const key = [agency, kind, one.digest].join('/')
    const known = counts.get(key)
    const told = { agency, kind, isCurrent: isCurrent(one.digest, text), accounts: (known?.accounts ?? 0) + 1 }
    counts.set(key, version === undefined ? told : { ...told, version })
  }
  return [...counts.values()]
}

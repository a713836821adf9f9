import { isUnder, type TreeAgency } from '../access/agency-tree.js'
import { agreementsByNumber, isInForce, type StoredAgreement } from '../archive/agreement-store.js'
import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { Partner } from './partner.js'
import { noAgreementInForce } from './refusals.js'

type Named = Pick<Partner, 'partner' | 'name' | 'agency' | 'agreement'>

interface Asked {
  readonly agencies: readonly TreeAgency[]
  readonly today: Day
}

/**
 * 对方的保密协议：the one in the register of agreements under the number the partner names, with a body of its name, kept by the
 * agency it reports to or one above it. The last to run out, of those in force.
 */
export async function agreementsOfPartners(
  trx: Trx,
  partners: readonly Named[],
  { agencies, today }: Asked,
): Promise<Map<string, StoredAgreement>> {
  const numbers = [...new Set(partners.map(({ agreement }) => agreement))]
  const codes = agencies.map(({ code }) => code)
  const all = (await agreementsByNumber(trx, numbers, codes)).filter((one) => isInForce(one, today))
  const found = new Map<string, StoredAgreement>()
  for (const { partner, name, agency, agreement } of partners) {
    const own = all.filter(
      (one) => one.number === agreement && one.vendor === name && isUnder(agencies, agency, one.agency),
    )
    const last = own.sort((a, b) => (a.throughDay < b.throughDay ? 1 : -1))[0]
    if (last !== undefined) found.set(partner, last)
  }
  return found
}

/** 没有在期协议的，接口不通（北京市办法第十五条）。 */
export async function requireAgreement(trx: Trx, partner: Named, asked: Asked): Promise<void> {
  const found = await agreementsOfPartners(trx, [partner], asked)
  if (!found.has(partner.partner))
    throw new Refusal(noAgreementInForce, { name: partner.name, agreement: partner.agreement })
}

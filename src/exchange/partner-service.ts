import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { parseDay, plusDays } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { isAmong } from '../ledger/alias-store.js'
import { parsePublicKeyPem } from '../log/sm2-encoding.js'
import type { PartnerList, PartnerView, ProposePartner } from './contract.js'
import { type Matter, matterEntry } from './matters.js'
import { itemsOf } from './message.js'
import type { Partner, Schedule } from './partner.js'
import { agreementsOfPartners } from './partner-agreement-store.js'
import { allPartners, approvePartner, findProposed, insertPartner } from './partner-store.js'
import type { ExchangePorts } from './ports.js'
import { missingPartner, samePersonApproves, wrongPartner } from './refusals.js'

/** 交换对方。Entered by the system administrator, approved by the supervisor; neither sees what the partner sends. */
export class PartnerService {
  constructor(private readonly ports: ExchangePorts) {}

  async propose(actor: Actor, request: ProposePartner): Promise<{ version: number }> {
    const { app, clock } = this.ports.collection
    const { matters, ...told } = request
    this.check(request)
    const whitelist = Object.fromEntries(matters.map(({ matter, items }) => [matter, [...new Set(items)]]))
    const schedule = Object.fromEntries(
      matters.flatMap(({ matter, schedule }) => (schedule === undefined ? [] : [[matter, schedule as Schedule]])),
    )
    const publicKey = `${told.publicKey.trim().replaceAll('\r\n', '\n')}\n`
    const proposed = { ...told, publicKey, whitelist, schedule, proposedBy: actor.personId, proposedAt: clock.now() }
    return { version: await app.transaction({}, (trx) => insertPartner(trx, proposed)) }
  }

  async approve(actor: Actor, partner: string, version: number): Promise<void> {
    const { app, clock } = this.ports.collection
    await app.transaction({}, async (trx) => {
      const proposed = await findProposed(trx, partner, version)
      if (proposed === undefined) throw new Refusal(missingPartner, {})
      if (await isAmong(trx, actor.personId, [proposed.proposedBy])) throw new Refusal(samePersonApproves, {})
      await approvePartner(trx, proposed, actor.personId, clock.now())
    })
  }

  async list(): Promise<PartnerList> {
    const { app, clock, setting, agencies } = this.ports.collection
    const today = clock.today()
    const warnFrom = plusDays(today, setting('business.agreement-warn-days'))
    const [all, agreements] = await app.transaction({}, async (trx) => {
      const all = await allPartners(trx)
      return [all, await agreementsOfPartners(trx, all, { agencies: agencies(), today })] as const
    })
    return {
      items: all.map((one) => {
        const through = agreements.get(one.partner)?.throughDay
        return {
          ...viewOf(one, all),
          ...(through === undefined ? {} : { agreementThrough: through }),
          agreementEnding: through !== undefined && through < warnFrom,
        }
      }),
    }
  }

  private check({ kind, agency, publicKey, matters }: ProposePartner): void {
    if (parsePublicKeyPem(`${publicKey.trim()}\n`) === undefined)
      refusePartner('公钥不是 SM2 公钥（PEM）', 'the key is no SM2 public key in PEM')
    if (!this.ports.receivers().includes(agency))
      refusePartner('办理机构不在本系统', 'the agency is not of this installation')
    for (const { matter, items, schedule } of matters) {
      const { from, zh, en } = matterEntry(matter)
      if (!from.includes(kind)) refusePartner(`这类部门不报“${zh}”`, `this kind of department does not report ${en}`)
      const beyond = items.filter((item) => !itemsOf(matter).includes(item))
      if (beyond.length > 0)
        refusePartner(`“${zh}”没有项目 ${beyond[0]!.slice(0, 40)}`, `${en} has no item of that name`)
      for (const [item, entry] of Object.entries(matterEntry(matter).items))
        if (entry.required && !items.includes(item))
          refusePartner(`“${zh}”缺必备项目 ${item}`, `${en} lacks the item ${item}`)
      if (schedule !== undefined) parseDay(schedule.firstDay)
    }
    if (new Set(matters.map(({ matter }) => matter)).size < matters.length)
      refusePartner('事项重复', 'a matter is listed twice')
  }
}

function refusePartner(why: string, whyEn: string): never {
  throw new Refusal(wrongPartner, { why, whyEn })
}

function viewOf(one: Partner, all: readonly Partner[]): Omit<PartnerView, 'agreementThrough' | 'agreementEnding'> {
  const inForce = all.find(({ partner, approvedAt }) => partner === one.partner && approvedAt !== undefined)
  const state = one.approvedAt === undefined ? 'proposed' : inForce === one ? 'inForce' : 'superseded'
  const { partner, version, kind, name, agency, agreement, proposedAt, approvedAt } = one
  return {
    ...{ partner, version, kind, name, agency, agreement, proposedAt, state },
    keyPrint: createHash('sm3').update(one.publicKey).digest('hex'),
    matters: (Object.keys(one.whitelist) as Matter[]).map((matter) => {
      const schedule = one.schedule[matter]
      return { matter, items: [...(one.whitelist[matter] ?? [])], ...(schedule === undefined ? {} : { schedule }) }
    }),
    ...(approvedAt === undefined ? {} : { approvedAt }),
  }
}

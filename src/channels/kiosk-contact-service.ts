import { ownRecord } from '../access/resource.js'
import type { KioskContact, KioskContactBody } from './kiosk-contract.js'
import type { Visitor } from './kiosk-paper-service.js'
import type { KioskService } from './kiosk-service.js'
import type { ChannelPorts } from './ports.js'

const PURPOSE = 'contact.change'

/** 在终端变更联系方式：saved at once as on the web, after the query password was keyed once more. */
export class KioskContactService {
  constructor(
    private readonly ports: ChannelPorts,
    private readonly kiosk: KioskService,
  ) {}

  async show(visitor: Visitor): Promise<KioskContact> {
    await this.pass(visitor)
    return this.present(visitor)
  }

  private async present({ actor }: Visitor): Promise<KioskContact> {
    const { current } = await this.ports.contacts.ofPerson(actor.personId, false)
    const { mobilePhone, delivery } = current
    return { ...(mobilePhone === undefined ? {} : { mobilePhone }), ...(delivery === undefined ? {} : { delivery }) }
  }

  async change(visitor: Visitor, { digits, ...change }: KioskContactBody): Promise<KioskContact> {
    await this.kiosk.confirm(visitor, await this.kiosk.numberOf(visitor), digits)
    const { actor } = visitor
    const asked = { personId: actor.personId, change, channel: 'kiosk', shownInPerson: false } as const
    await this.ports.contacts.changePerson(actor, asked)
    return this.present(visitor)
  }

  /** May this person change the contact from here; a line is written, whatever comes of it. */
  async pass({ actor }: Visitor): Promise<void> {
    const { personId } = actor
    const asked = { actor, action: 'contact.change', purpose: PURPOSE, sections: ['registration'] } as const
    await this.ports.gate.pass({ ...asked, subjects: [personId], resource: ownRecord(personId) }, async () => undefined)
  }
}

import { BatchService } from '../../archive/batch-service.js'
import { DeliveryService } from '../../certificates/delivery-service.js'
import { ContactService } from '../../collection/contact-service.js'
import { plusDays } from '../../kernel/day.js'
import { findPersons } from '../../ledger/people-store.js'
import type { Scene, SceneHouse } from './scene-house.js'

const ADDRESSED = 6
const POSTCODE = '999901'

/** 几位留下了完整的地址，the last of them chose digital delivery; everybody else's postal code is still to be asked for. */
async function leaveAddresses(house: SceneHouse): Promise<void> {
  const { ports } = house
  const lives = house.city.lives.filter(({ mailingAddress }) => mailingAddress !== undefined).slice(0, ADDRESSED)
  const digests = lives.map(({ identityNumber }) => ports.vault.identityDigest(identityNumber))
  const found = await ports.app.transaction({}, (trx) => findPersons(trx, digests))
  const contacts = new ContactService(ports)
  for (const [i, { mailingAddress }] of lives.entries()) {
    const personId = found.get(digests[i]!.toString('hex'))?.personId
    if (personId === undefined || mailingAddress === undefined) continue
    const choice = i === ADDRESSED - 1 ? { delivery: 'digital' as const } : {}
    await contacts.changePerson(house.desk, {
      ...{ personId, channel: 'form', shownInPerson: true, purpose: '核对年度权益记录单的寄送地址' },
      change: { mailingAddress, postalCode: POSTCODE, ...choice },
    })
  }
}

/** 记录单寄送：the run of the last year is opened under an agreement with a printing firm; its persons are gathered once served. */
const delivery: Scene = {
  ...{ name: 'delivery', zh: '年度权益记录单的寄送', day: 'now' },
  play: async (house) => {
    const { archive, delivery: ports, settle } = house.parts
    if (ports === undefined) return
    await leaveAddresses(house)
    await settle()
    await new BatchService(archive).agree(house.as('city-archive'), {
      ...{ kind: 'printingFirm', number: 'JD-2026-01', vendor: '示例印制寄递有限公司', workers: [] },
      ...{ fromDay: plusDays(house.today, -30), throughDay: plusDays(house.today, 335) },
    })
    const year = Number(house.today.slice(0, 4)) - 1
    await new DeliveryService(ports).open(house.desk, { year })
  },
}

export const DELIVERY_SCENES: readonly Scene[] = [delivery]

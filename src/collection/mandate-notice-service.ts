import type { Trx } from '../db/database.js'
import { contactOfPerson } from '../ledger/contact-store.js'
import type { Fact } from '../ledger/fact.js'
import { alsoSee } from '../ledger/lookup-store.js'
import { insertNote } from './contact-store.js'
import type { CollectionPorts } from './ports.js'
import { sealJson } from './voucher-body.js'

type Mandate = Extract<Fact, { kind: 'mandate' }>

/** 告知委托人：a mandate begun or ended in their name, to where they can be reached. It names neither paper nor agent. */
export async function noteMandates(
  trx: Trx,
  { ids, vault, clock }: CollectionPorts,
  submissionId: string,
  mandates: readonly Mandate[],
): Promise<void> {
  const given = mandates.filter(({ personId, representativePersonId }) => personId !== representativePersonId)
  for (const { personId, change, capacity } of given) {
    if (capacity === 'relative') continue
    await alsoSee(trx, [personId])
    const { contact, registration } = await contactOfPerson(trx, personId, vault)
    const body = sealJson(vault, { zh: NOTE[change].zh, en: NOTE[change].en })
    for (const [route, address] of [
      ['sms', contact?.mobilePhone ?? registration?.mobilePhone] as const,
      ['email', contact?.email] as const,
    ]) {
      if (address === undefined || address === '') continue
      const sealed = vault.seal(undefined, address)
      await insertNote(trx, { noteId: ids.uuid(), submissionId, route, address: sealed, body, madeAt: clock.now() })
    }
  }
}

const NOTE = {
  begin: {
    zh: '已有人登记为您在社会保险事务上的代理人。如非您本人授权，请立即登录撤销，或到经办机构办理。',
    en: 'Somebody was registered as your agent in social insurance. If you gave no mandate, sign in and end it at once, or ask the agency.',
  },
  end: {
    zh: '您在社会保险事务上的一份授权已经终止。',
    en: 'A mandate you gave in social insurance has ended.',
  },
} as const

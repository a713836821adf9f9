import type { Trx } from '../db/database.js'
import { comparableName } from '../kernel/name.js'
import { Refusal } from '../kernel/refusal.js'
import { NO_UUID, uuidV7 } from '../kernel/uuid.js'
import { type Account, findAccount } from './account-store.js'
import type { Actor } from './actor.js'
import type { SignInPorts } from './begin-session-service.js'
import { writeEvent } from './book-store.js'
import type { PledgeText } from './pledge.js'
import type { PledgeAnswer, PledgeBody } from './pledge-contract.js'
import { insertPledge, type PledgeWay } from './pledge-store.js'
import { accountMissing } from './refusals.js'
import { pledgeNoText, pledgeOtherName, pledgeOtherText } from './refusals-pledge.js'

/** 保密承诺书：what is in force, and who signs it. */
export class PledgeService {
  constructor(private readonly ports: SignInPorts) {}

  inForce(): PledgeAnswer {
    const { version, since, basis, digest, title, zh, en } = requireText(this.ports)
    return { version, since, basis, digest, title, zh: [...zh], en: [...en] }
  }

  /** 新文本施行后的签署, by whoever is signed in. Signed twice is signed once. */
  async sign(actor: Actor, given: PledgeBody): Promise<void> {
    const text = requireRead(this.ports, given)
    await this.ports.database.transaction({}, async (trx) => {
      const account = await findAccount(trx, actor.accountId)
      if (account === undefined) throw new Refusal(accountMissing, {})
      requireOwnName(this.ports, account, given)
      await writePledge(this.ports, trx, account, { text, name: given.name, way: 'signIn', sessionId: actor.sessionId })
    })
  }
}

export function requireText({ pledge }: SignInPorts): PledgeText {
  const text = pledge()
  if (text === undefined) throw new Refusal(pledgeNoText, {})
  return text
}

/** What was read is what is in force. */
export function requireRead(ports: SignInPorts, { digest }: PledgeBody): PledgeText {
  const text = requireText(ports)
  if (digest !== text.digest) throw new Refusal(pledgeOtherText, { version: text.version })
  return text
}

/** 本人姓名：compared as names are, under no account without one. */
export function isOwnName({ secrets }: SignInPorts, { name }: Pick<Account, 'name'>, typed: string): boolean {
  return name !== null && comparableName(typed) === comparableName(secrets.decrypt(name))
}

export function requireOwnName(ports: SignInPorts, account: Account, { name }: PledgeBody): void {
  if (!isOwnName(ports, account, name)) throw new Refusal(pledgeOtherName, {})
}

interface Signed {
  readonly text: PledgeText
  readonly name: string
  readonly way: PledgeWay
  readonly sessionId?: string
}

/** 记下签署：the row, and with it the line of the access book, once for each text. */
export async function writePledge(
  { clock, chance, secrets, sealer }: SignInPorts,
  trx: Trx,
  { account_id: accountId, person_id: personId, agency }: Pick<Account, 'account_id' | 'person_id' | 'agency'>,
  { text, name, way, sessionId = NO_UUID }: Signed,
): Promise<void> {
  const [at, { digest, version }] = [clock.now(), text]
  const nameTyped = secrets.encrypt(name.trim())
  if (!(await insertPledge(trx, { accountId, personId, digest, version, nameTyped, way, at }))) return
  await writeEvent(trx, sealer, {
    ...{ sessionId, eventId: uuidV7(at, chance.bytes(10)), at, realm: 'staff', channel: 'web' },
    ...{ actorPersonId: personId, organisation: agency ?? '', action: 'pledge.signed', outcome: way },
    ...{ policies: [], articles: ['M14-23'], matter: `${accountId} ${version} ${digest}` },
  })
}

import { AuthorityCheckService, noteUses } from '../access/authority-check-service.js'
import type { AuthorityPorts } from '../access/authority-house-service.js'
import type { AuthorityRoom } from '../access/authority-routes.js'
import { AuthorityService } from '../access/authority-service.js'
import { AuthorityViewService } from '../access/authority-view-service.js'
import type { RightFinding } from '../access/finding-store.js'
import { SignatureService } from '../access/signature-service.js'
import { parseIdentity } from '../kernel/identity.js'
import { findPersons, insertPeople, nameDigest } from '../ledger/people-store.js'
import { takeIds } from '../ledger/posting-store.js'
import type { Foundation } from './foundation.js'
import type { Rooms } from './rooms.js'

type House = Pick<Foundation, 'app' | 'post' | 'verify' | 'vault' | 'settings' | 'alarm'>

export function authorityPorts(house: House, rooms: Rooms): AuthorityPorts {
  const { rules, setting, gate, entrance } = rooms
  return {
    ...entrance,
    gate,
    aliasesOf: rooms.aliasesOf,
    people: authorityPeople(house),
    verify: house.verify,
    agencies: () => rules.agencies,
    postsOfPolicies: () => rules.guard.posts,
    unusedDays: () => setting('business.unused-rights-days'),
    signatureDays: () => setting('business.rights-signature-days'),
  }
}

export function openAuthority(house: House, rooms: Rooms): AuthorityRoom {
  const ports = authorityPorts(house, rooms)
  return {
    requests: new AuthorityService(ports),
    views: new AuthorityViewService(ports),
    signatures: new SignatureService(ports),
  }
}

/** 经办人员先是自然人：known by number, or written down by number and name before the account is opened. */
export function authorityPeople({
  app,
  post,
  vault,
  settings,
}: Omit<House, 'verify' | 'alarm'>): AuthorityPorts['people'] {
  const read = (number: string) => parseIdentity(number, settings.clock.today())
  const find: AuthorityPorts['people']['find'] = async (number, name) => {
    const identity = read(number)
    const digest = vault.identityDigest(identity.number)
    const known = (await app.transaction({}, (trx) => findPersons(trx, [digest]))).get(digest.toString('hex'))
    if (known === undefined) return undefined
    const { personId, nameDigest: named } = known
    return { personId, isNamedSo: named === null || named.equals(nameDigest(vault, identity.number, name)) }
  }
  return {
    find,
    make: async (number, name) => {
      const { number: identityNumber, documentType } = read(number)
      await post.transaction({}, async (trx) => {
        const [personId] = await takeIds(trx, 'person_id', 1)
        await vault.createKeys(trx, [personId!])
        await insertPeople(trx, vault, [{ personId: personId!, identityNumber, fullName: name, documentType }])
      })
      return (await find(number, name))!.personId
    },
  }
}

const SOON_MS = 5_000
const ROUND_MS = 3_600_000

/** 一轮核对：posts that may not meet, posts nobody granted, terms that ran out, and what was used since the last time. */
export async function checkAuthority(house: House, rooms: Rooms): Promise<readonly RightFinding[]> {
  const ports = authorityPorts(house, rooms)
  const check = new AuthorityCheckService(ports)
  const clashing = (await rooms.accounts.sweep()).map(({ personId }) => personId)
  const found = [...(await check.tellIncompatible(clashing)), ...(await check.check())]
  await noteUses(ports)
  return found
}

/** 每小时核对一次，the first soon after the start. */
export function startAuthorityChecks(house: House, rooms: Rooms): { stop(): Promise<void> } {
  let turn: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout
  const round = async () => {
    const found = await checkAuthority(house, rooms)
    for (const { what, agency, accountId } of found)
      house.alarm(`rights that nobody granted (${what}) stood in account ${accountId} of ${agency} and were taken back`)
  }
  const later = (ms: number) => {
    timer = setTimeout(() => {
      turn = round()
        .catch((error: unknown) => house.alarm(`the check of rights failed and is tried again: ${String(error)}`))
        .finally(() => later(ROUND_MS))
    }, ms)
    timer.unref()
  }
  later(SOON_MS)
  return {
    stop: async () => {
      await turn
      clearTimeout(timer)
    },
  }
}

import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { tokenDigest } from '../../access/secrets.js'
import { DemoCards, KIOSK_PATHS } from '../../channels/kiosk-contract.js'
import { insertTerminal, joinTerminal, terminalByKey } from '../../channels/kiosk-store.js'
import type { ChannelPorts } from '../../channels/ports.js'
import { simulatorRoutes } from '../../channels/voice-routes.js'
import type { Instant } from '../../kernel/day.js'
import { maskName } from '../../kernel/mask.js'
import { findPersons } from '../../ledger/people-store.js'
import type { DemoPerson } from './people.js'

/** 示例的自助终端与电话：a registered terminal, the cards of the printed people, their query passwords, a call in the browser. */
export async function channelDemoRoutes(
  app: FastifyInstance,
  ports: ChannelPorts,
  people: readonly DemoPerson[],
  key: Uint8Array,
): Promise<void> {
  const citizens = people.filter(({ realm, isPrinted }) => realm === 'citizen' && isPrinted)
  await setQueryPasswords(ports, citizens, key)
  await app.register(simulatorRoutes(ports))
  app.get(KIOSK_PATHS.cards, { schema: { hide: true, response: { 200: DemoCards } } }, async () => ({
    cards: citizens.map(({ name, identityNumber }) => ({
      ...{ name: maskName(name), tail: identityNumber.slice(-4), ticket: `DEMO-${identityNumber}` },
    })),
  }))
  const terminalKey = derived(key, 'kiosk terminal').toString('base64url')
  app.get('/demo/kiosk', { schema: { hide: true } }, async (_request, reply) => {
    await ensureTerminal(ports, terminalKey)
    const lasting = { path: '/', httpOnly: true, sameSite: 'strict', maxAge: 30 * 24 * 3600 } as const
    return reply.setCookie('quanyi-terminal', terminalKey, lasting).redirect('/kiosk')
  })
}

/** 查询密码，示例：six digits that follow from the installation's key, as the passwords do. */
export function demoDigits(key: Uint8Array, { login }: Pick<DemoPerson, 'login'>): string {
  for (let n = 0; ; n++) {
    const digits = String(derived(key, `query password ${login} ${n}`).readUInt32BE() % 1_000_000).padStart(6, '0')
    const steps = [...digits].slice(1).map((digit, i) => Math.abs(Number(digit) - Number(digits[i])))
    const isPlain = steps.filter((step) => step < 2).length > 1 || new Set(digits).size < 5
    if (!isPlain && !login.includes(digits.slice(0, 4)) && !login.includes(digits.slice(2))) return digits
  }
}

async function setQueryPasswords(ports: ChannelPorts, citizens: readonly DemoPerson[], key: Uint8Array): Promise<void> {
  const { app, vault, queryPasswords } = ports
  for (const person of citizens) {
    const digest = vault.identityDigest(person.identityNumber)
    await app.transaction({}, async (trx) => {
      const found = (await findPersons(trx, [digest])).get(digest.toString('hex'))
      if (found === undefined || (await queryPasswords.setOn(trx, found.personId)) !== undefined) return
      await queryPasswords.set(trx, found.personId, demoDigits(key, person), [person.identityNumber])
    })
  }
}

async function ensureTerminal({ app, ids, clock, setting, secrets, city }: ChannelPorts, key: string): Promise<void> {
  const at = clock.now()
  await app.transaction({}, async (trx) => {
    if ((await terminalByKey(trx, tokenDigest(key))) !== undefined) return
    const codeDigest = secrets.digest(`demo terminal ${at}`)
    const prints = setting('system.kiosk-prints')
    const expires = (at + 60_000) as Instant
    const terminal = { terminalId: ids.uuid(), name: '大厅一号机', agency: city, by: '0', at }
    await insertTerminal(trx, { ...terminal, codeDigest, codeExpires: expires, prints })
    await joinTerminal(trx, codeDigest, tokenDigest(key), at)
  })
}

function derived(key: Uint8Array, what: string): Buffer {
  return createHmac('sm3', key).update(`quanyi demo ${what}`).digest()
}

import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '../../access/actor.js'
import { agreementsByNumber, insertAgreement } from '../../archive/agreement-store.js'
import type { Matter } from '../../exchange/matters.js'
import { itemsOf } from '../../exchange/message.js'
import { PartnerService } from '../../exchange/partner-service.js'
import type { ExchangePorts } from '../../exchange/ports.js'
import type { PartnerKind } from '../../exchange/words.js'
import { plusDays } from '../../kernel/day.js'
import { NO_UUID } from '../../kernel/uuid.js'
import { generatePrivateKey, publicKeyOf, type Sm2PrivateKey } from '../../log/sm2.js'
import { parsePrivateKeyPem, privateKeyPem, publicKeyPem } from '../../log/sm2-encoding.js'
import { EAST } from './employers.js'

/** 示例的交换对方。Invented departments of the demo city, each with a key made at its first start. */
export interface DemoPartner {
  readonly partner: string
  readonly kind: PartnerKind
  readonly name: string
  readonly matters: readonly Matter[]
}

export const DEMO_AGREEMENT = 'QYT-JH-2026'

export const DEMO_PARTNERS: readonly DemoPartner[] = [
  { partner: 'market', kind: 'marketRegulation', name: '示例市市场监管局', matters: ['employer'] },
  { partner: 'civil', kind: 'civilAffairs', name: '示例市民政局', matters: ['death'] },
  { partner: 'police', kind: 'publicSecurity', name: '示例市公安局', matters: ['death', 'nameChange'] },
  { partner: 'establishment', kind: 'establishmentOffice', name: '示例市编办', matters: ['institution'] },
  { partner: 'tax', kind: 'tax', name: '示例市税务局', matters: ['tax'] },
  { partner: 'health', kind: 'health', name: '示例市卫生健康委', matters: ['birth'] },
  { partner: 'justice', kind: 'justice', name: '示例市司法局', matters: ['prison'] },
  { partner: 'agency-next', kind: 'agency', name: '邻市社会保险中心', matters: [] },
]

/** 关系转移的对方。 */
export const TRANSFER_PARTNER = 'agency-next'

const FILE = 'demo-partners.json'
const EVERY_DAYS = 30
const GRACE_DAYS = 5
const AGREED_DAYS = 335
const SOON = 20

/** 示例对方的私钥：in a file beside the demo's other keys, made once. */
export async function demoPartnerKeys(folder: string): Promise<ReadonlyMap<string, Sm2PrivateKey>> {
  const path = join(folder, FILE)
  const kept = JSON.parse(await readFile(path, 'utf8').catch(() => '{}')) as Record<string, string>
  const missing = DEMO_PARTNERS.filter(({ partner }) => kept[partner] === undefined)
  for (const { partner } of missing) kept[partner] = privateKeyPem(generatePrivateKey(randomBytes))
  if (missing.length > 0) await writeFile(path, JSON.stringify(kept, null, 2), { mode: 0o600 })
  return new Map(Object.entries(kept).map(([partner, pem]) => [partner, parsePrivateKeyPem(pem)!]))
}

/** 登记并批准示例对方，as the administrator and the supervisor would; those that are there stay. */
export async function enterDemoPartners(ports: ExchangePorts, keys: ReadonlyMap<string, Sm2PrivateKey>): Promise<void> {
  const partners = new PartnerService(ports)
  await agreeWithDemoPartners(ports)
  const { items } = await partners.list()
  const firstDay = plusDays(ports.collection.clock.today(), EVERY_DAYS)
  for (const { partner, kind, name, matters } of DEMO_PARTNERS) {
    if (items.some((one) => one.partner === partner)) continue
    const listed = matters.map((matter) => ({
      ...{ matter, items: itemsOf(matter) },
      schedule: { everyDays: EVERY_DAYS, graceDays: GRACE_DAYS, firstDay },
    }))
    const publicKey = publicKeyPem(publicKeyOf(keys.get(partner)!))
    const told = { partner, kind, name, agency: EAST, publicKey, agreement: DEMO_AGREEMENT, matters: listed }
    const { version } = await partners.propose(nobody('1', 'systemAdmin'), told)
    await partners.approve(nobody('2', 'supervisor'), partner, version)
  }
}

/** 保密协议：of each partner, with a term about the demo's day; the last of them soon to run out. */
async function agreeWithDemoPartners({ collection }: ExchangePorts): Promise<void> {
  const { app, clock, ids } = collection
  const today = clock.today()
  await app.transaction({}, async (trx) => {
    const known = await agreementsByNumber(trx, [DEMO_AGREEMENT], [EAST])
    for (const { name, kind } of DEMO_PARTNERS) {
      if (known.some(({ vendor, throughDay }) => vendor === name && throughDay >= today)) continue
      const [fromDay, throughDay] = [plusDays(today, -30), plusDays(today, kind === 'agency' ? SOON : AGREED_DAYS)]
      const told = { agency: EAST, number: DEMO_AGREEMENT, vendor: name, fromDay, throughDay, workers: [] }
      const body = kind === 'agency' ? ('agency' as const) : ('organ' as const)
      await insertAgreement(trx, { ...told, agreementId: ids.uuid(), kind: body, by: '1', at: clock.now() }, [])
    }
  })
}

/** The installation itself, where the demo is set up: no person signs in for it. */
function nobody(personId: string, post: 'systemAdmin' | 'supervisor'): Actor {
  return { personId, realm: 'staff', sessionId: NO_UUID, accountId: NO_UUID, posts: [post], channel: 'cli' }
}

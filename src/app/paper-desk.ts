import type { X509Certificate } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { EventLine, LookLine } from '../access/book.js'
import { writeEvent, writeLooks } from '../access/book-store.js'
import { noteCertificate } from '../certificates/certificate-store.js'
import { type CheckDesk, type CheckLine, pacedBy } from '../certificates/check-service.js'
import type { PaperDesk } from '../certificates/issue-service.js'
import { openPrinter, type Printer } from '../certificates/print.js'
import type { PaperCipher } from '../certificates/secrets.js'
import type { PaperAgency } from '../certificates/statement-data.js'
import type { PaperHouse } from '../certificates/statement-service.js'
import type { Trx } from '../db/database.js'
import { NO_UUID, uuidV7 } from '../kernel/uuid.js'
import type { Vault } from '../ledger/vault.js'
import type { Setting } from '../policy/house-setting.js'
import type { Foundation } from './foundation.js'
import { checkLimits, paperLife } from './house-limits.js'
import { openPaperSigner } from './paper-key.js'
import { ROOT } from './place.js'
import type { Rooms } from './rooms.js'
import { random } from './secrets.js'

/** 证明之室所需：printer, cipher under the person's key, and how long a code lives. */
export interface PaperDesks {
  readonly issue: PaperDesk
  readonly check: CheckDesk
  readonly printer: Printer
  /** 现行的签名证书。 */
  readonly certificate: X509Certificate
  /** 进度查询所记的一行。 */
  readonly progress: CheckDesk['write']
}

const PACE_MS = 150

export async function openPaperDesks(house: Foundation, setting: Setting): Promise<PaperDesks> {
  const templateFolder = join(ROOT, 'src', 'certificates', 'template')
  const [templates, fonts] = [await readTemplates(templateFolder), await readFonts()]
  const { vault, settings } = house
  const signer = await openPaperSigner(house)
  await house.app.transaction({}, (trx) => noteCertificate(trx, signer.chain[0]!, settings.clock.now()))
  const signing = { signer, name: settings.domain, now: settings.clock.now }
  const printer = openPrinter({ templateFolder, templates, fonts, signing })
  const shared = { cipher: cipherOf(vault), keyed: (text: string) => vault.digest(text) }
  return {
    printer,
    certificate: signer.chain[0]!,
    progress: (trx, { outcome }) => writeProgress(house, trx, outcome),
    issue: {
      ...shared,
      printer,
      random,
      newId: () => uuidV7(settings.clock.now(), random(10)),
      host: new URL(settings.publicUrl).origin,
      lifeDays: (form) => paperLife(setting, form),
    },
    check: {
      ...shared,
      database: house.app,
      now: settings.clock.now,
      today: settings.clock.today,
      write: (trx, line) => writeCheck(house, trx, line),
      limits: () => checkLimits(setting),
      pace: pacedBy(PACE_MS),
    },
  }
}

/** 出具机构：as its papers and envelopes print it. */
export function paperAgency({ settings }: Foundation, { rules }: Rooms, code: string): PaperAgency {
  const { name, address, postalCode, phone } = rules.agency(code)
  return { code, name, address, postalCode, phone, website: settings.publicUrl }
}

/** 出具之所：one paper at the counter and a run of thousands are issued alike. */
export function paperHouse(house: Foundation, rooms: Rooms, { issue }: PaperDesks): PaperHouse {
  const { rules, collection, setting } = rooms
  return {
    desk: issue,
    clock: house.settings.clock,
    agencyOf: (code) => {
      const areaCode = collection.areaOf(code)
      return { agency: paperAgency(house, rooms, code), areaCode, areaName: rules.book.area(areaCode).zh }
    },
    ofBoth: () => (setting('business.statement-of-both') === 1 ? 'employee' : 'resident'),
    checkpoint: () => {
      const { size, root } = house.trees.ledger.head()
      return { treeSize: size, root: Buffer.from(root).toString('hex') }
    },
  }
}

async function readTemplates(folder: string): Promise<Map<string, Uint8Array>> {
  const names = await readdir(folder)
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)))
}

async function readFonts(): Promise<Uint8Array[]> {
  const require = createRequire(import.meta.url)
  const folder = (name: string) => dirname(require.resolve(`@expo-google-fonts/${name}/package.json`))
  const file = (name: string, weight: string, font: string) => readFile(join(folder(name), weight, font))
  return Promise.all([
    file('noto-sans-sc', '400Regular', 'NotoSansSC_400Regular.ttf'),
    file('noto-sans-sc', '700Bold', 'NotoSansSC_700Bold.ttf'),
    file('noto-sans-jp', '400Regular', 'NotoSansJP_400Regular.ttf'),
  ])
}

function cipherOf(vault: Vault): PaperCipher {
  return {
    load: (trx, persons) => vault.load(trx, persons),
    seal: (person, plain) => vault.sealBytesOf(person, plain),
    open: (person, sealed) => (vault.has(person) ? vault.unsealBytes(person, sealed) : undefined),
  }
}

/** Each check of a paper is a line: at the person where the paper was found, else an event. */
async function writeCheck(house: Foundation, trx: Trx, { outcome, personId, serial }: CheckLine): Promise<void> {
  const at = house.settings.clock.now()
  const common = {
    ...{ at, actorPersonId: '0', realm: 'citizen' as const, organisation: '公众核验', channel: 'web' as const },
    ...{ action: 'paper.check', policies: ['public.check'], articles: ['BQ-7a', 'BQ-7b'], matter: serial ?? '' },
  }
  const id = uuidV7(at, random(10))
  if (personId === undefined) {
    const line: EventLine = { ...common, sessionId: NO_UUID, eventId: id, outcome }
    return writeEvent(trx, house.sealer, line)
  }
  const line: LookLine = {
    ...common,
    personId,
    lookId: id,
    sections: ['statement'],
    outcome: 'shown',
    purpose: '核验证明',
  }
  return writeLooks(trx, house.sealer, [line])
}

/** 进度查询也是一行，naming nobody. */
async function writeProgress({ settings, sealer }: Foundation, trx: Trx, outcome: string): Promise<void> {
  const at = settings.clock.now()
  await writeEvent(trx, sealer, {
    ...{ at, actorPersonId: '0', realm: 'citizen', organisation: '公众查询', channel: 'web', matter: '' },
    ...{ action: 'progress.check', policies: ['public.check'], articles: ['M14-13'], outcome },
    ...{ sessionId: NO_UUID, eventId: uuidV7(at, random(10)) },
  } as EventLine)
}

import { hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withNewKinds } from '../collection/route-text.js'
import type { Database } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { Fact, PolicyTextKind } from '../ledger/fact.js'
import { type PostedText, textsInForce } from '../ledger/policy-store.js'
import type { PostingService } from '../ledger/posting-service.js'
import { policyDigestInput } from '../policy/book.js'
import { withNewParameters } from '../policy/parameter-release.js'
import { policyDiffers } from './refusals.js'

/** 随版本发布的规则文本：files of the release, which come into force only by being posted. */
export async function shippedTexts(root: string): Promise<PostedText[]> {
  const base = join(root, 'policies')
  const files = (await readdir(base, { recursive: true })).filter((path) => /\.(ya?ml|cedar|cedarschema)$/.test(path))
  const texts = files
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('cases/') && !path.startsWith('inquiry/') && !path.startsWith('pledges/'))
    .sort()
    .map(async (path) => ({ kind: kindOf(path), path, text: await readFile(join(base, path), 'utf8') }))
  return Promise.all(texts)
}

function kindOf(path: string): PolicyTextKind {
  if (path.startsWith('access/')) return 'access'
  if (path.startsWith('routes/')) return 'routes'
  if (path.startsWith('standard/')) return 'standard'
  return path.startsWith('agencies/') ? 'agencies' : 'parameters'
}

export function policyDigest(texts: readonly PostedText[]): string {
  return hash('sm3', policyDigestInput(texts), 'hex')
}

/**
 * 发布记账。The first installation posts all that was shipped on the ground "release". Later ones post access policies,
 * routes and agencies so, and parameters only where there was none before; other changes of parameters are proposed.
 */
export async function postRelease(
  app: Database,
  posting: PostingService,
  shipped: readonly PostedText[],
  today: Day,
  agency: string,
): Promise<number> {
  const inForce = await app.transaction({}, (trx) => textsInForce(trx))
  const changed = differences(releasable(shipped, inForce), inForce)
  if (changed.length === 0) return 0
  const told = [...inForce, { path: '', text: '' }, ...changed].map(({ path, text }) => `${path}\n${text}`)
  const digest = hash('sm3', told.join('\n'), 'hex')
  const facts: Fact[] = changed.map(({ kind, path, text }, i) => ({
    kind: 'policyText',
    line: i + 1,
    textKind: kind,
    path,
    text,
  }))
  const body = Buffer.from(digest, 'hex')
  await posting.post({
    key: `release:${digest}`,
    bodyDigest: body,
    voucherId: uuidOf(digest),
    revision: 1,
    kind: 'policyRelease',
    agency,
    businessDay: today,
    policyDigest: policyDigest(releasable(shipped, inForce)),
    steps: [],
    facts,
  })
  return changed.length
}

/** What a release may put into force by itself. */
function releasable(shipped: readonly PostedText[], inForce: readonly PostedText[]): PostedText[] {
  if (inForce.length === 0) return [...shipped]
  const merged = withNewParameters(inForce.filter(isParameter), shipped.filter(isParameter))
  const parameters = merged.map(({ path, text }): PostedText => ({ kind: 'parameters', path, text }))
  const governed = (text: PostedText) => isParameter(text) || isStandard(text) || isRoutes(text)
  const kept = [...standardKept(shipped, inForce), ...routesKept(shipped, inForce)]
  return [...shipped.filter((text) => !governed(text)), ...kept, ...parameters]
}

/** 采集标准一经施行，only an agreed change alters it: a release brings its first, and proposes the rest. */
function standardKept(shipped: readonly PostedText[], inForce: readonly PostedText[]): PostedText[] {
  const kept = inForce.filter(isStandard)
  return kept.length > 0 ? kept : shipped.filter(isStandard)
}

/** 审核路线一经施行，likewise: a release brings the routes of kinds that had none, and proposes the rest. */
function routesKept(shipped: readonly PostedText[], inForce: readonly PostedText[]): PostedText[] {
  return shipped.filter(isRoutes).map((text) => {
    const now = inForce.find(({ path }) => path === text.path)
    return now === undefined ? text : { ...text, text: withNewKinds(now.text, text.text) }
  })
}

export function isRoutes({ kind }: PostedText): boolean {
  return kind === 'routes'
}

export function isStandard({ kind }: PostedText): boolean {
  return kind === 'standard'
}

export function isParameter({ kind }: PostedText): boolean {
  return kind === 'parameters'
}

/**
 * 启动时核对：run time reads posted texts only, and does not start on an access text that differs, nor while a kind has no
 * route. A parameter, standard or route that differs waits for its review and keeps nobody from working.
 */
export function requireInForce(shipped: readonly PostedText[], inForce: readonly PostedText[]): void {
  const routes = routesKept(shipped, inForce).filter(
    ({ path, text }) => inForce.find((one) => one.path === path)?.text !== text,
  )
  const access = differences(shipped, inForce).filter(({ kind }) => kind === 'access')
  const paths = [...access, ...routes].map(({ path }) => path)
  if (paths.length > 0) throw new Refusal(policyDiffers, { paths: paths.join('、') })
}

/** Shipped texts that are not in force as they are, and an empty text for each that is no longer shipped. */
function differences(shipped: readonly PostedText[], inForce: readonly PostedText[]): PostedText[] {
  const current = new Map(inForce.map((text) => [text.path, text]))
  const changed = shipped.filter(({ path, text }) => current.get(path)?.text !== text)
  const known = new Set(shipped.map(({ path }) => path))
  return [...changed, ...inForce.filter(({ path }) => !known.has(path)).map((gone) => ({ ...gone, text: '' }))]
}

function uuidOf(hex: string): string {
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

import { type Document, isMap, isSeq, parseDocument, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import { Refusal } from '../kernel/refusal.js'
import type { PolicyText } from './book.js'
import { folderOf, pathOf } from './parameter-files.js'
import { sameVersion, type VersionText, versionsIn } from './parameter-versions.js'
import { parameterCollides, unknownParameter } from './refusals-change.js'

/** 一个版本的变更。What somebody proposes for one parameter of one area: the version that begins in `since`. */
export interface VersionChange extends VersionText {
  readonly area: string
  readonly parameter: string
}

/** 变更所及：the file, and the version that stood there when it was proposed. */
export interface PlacedChange extends VersionChange {
  readonly path: string
  readonly before?: VersionText | undefined
}

/** 定位：which file the parameter stands in; a parameter the area has from the nation gets a place of its own there. */
export function place(texts: readonly PolicyText[], change: VersionChange): PlacedChange {
  const folder = folderOf(texts, change.area)
  const path = pathOf(texts, folder, change.parameter)
  const file = texts.find((text) => text.path === path)
  const before =
    file &&
    versionsIn(file.text)
      .get(change.parameter)
      ?.find(({ since }) => since === change.since)
  return { ...change, path, before }
}

/**
 * 按变更改写文本。The YAML of the files in force is edited where it stands, so that comments and order stay. A version that
 * somebody else changed meanwhile is refused; one that is already so is left. Whether the result is a book is for
 * `loadPolicyBook` to say.
 */
export function applyChanges(texts: readonly PolicyText[], changes: readonly PlacedChange[]): PolicyText[] {
  const edited = new Map(texts.map((text) => [text.path, text]))
  for (const change of changes) {
    const { path } = change
    edited.set(path, { ...edited.get(path), path, text: applyOne([...edited.values()], change) })
  }
  return [...edited.values()]
}

function applyOne(texts: readonly PolicyText[], change: PlacedChange): string {
  const { path, parameter, before } = change
  const text = texts.find((one) => one.path === path)?.text ?? ''
  const now = versionsIn(text)
    .get(parameter)
    ?.find(({ since }) => since === change.since)
  if (now !== undefined && sameVersion(now, change)) return text
  if (!sameVersion(now, before)) {
    throw new Refusal(parameterCollides, { parameter, since: change.since, now: now?.value ?? now?.basis ?? '' })
  }
  const document = parseDocument(text, { schema: 'failsafe' })
  putVersion(document, versionsOf(document, texts, change), change)
  return document.toString({ lineWidth: 0 })
}

/** The list of versions in the file; made from the nation's parameter where the area had none of its own. */
function versionsOf(
  document: Document,
  texts: readonly PolicyText[],
  { area, parameter, path }: PlacedChange,
): YAMLSeq {
  const own = document.getIn([parameter, 'versions'])
  if (isSeq(own)) {
    if (own.items.length === 0) own.flow = false
    return own
  }
  const nation = texts
    .filter((text) => text.path.startsWith(`${folderOf(texts, '000000')}/`))
    .map(({ text }) => parseDocument(text, { schema: 'failsafe' }).get(parameter))
    .find(isMap)
  if (nation === undefined || path === '') throw new Refusal(unknownParameter, { parameter, area })
  const heads = nation.toJSON() as Record<string, unknown>
  document.set(parameter, document.createNode({ ...heads, versions: [] }))
  const versions = document.getIn([parameter, 'versions']) as YAMLSeq
  versions.flow = false
  return versions
}

/** Stands where its month stands; history rows, which answer no lookup, keep their places. */
function putVersion(document: Document, versions: YAMLSeq, change: VersionText): void {
  const node = nodeOf(document, change)
  const sinceOf = (item: unknown) => (isMap(item) && item.get('history') === undefined ? String(item.get('since')) : '')
  const at = versions.items.findIndex((item) => sinceOf(item) === change.since)
  const old = versions.items[at]
  if (isMap(old)) {
    versions.items[at] = Object.assign(node, { comment: old.comment, commentBefore: old.commentBefore })
    return
  }
  const before = versions.items.findIndex((item) => sinceOf(item) > change.since)
  versions.items.splice(before < 0 ? versions.items.length : before, 0, node)
}

function nodeOf(document: Document, { since, until, value, by, same, basis, status }: VersionText): YAMLMap {
  const fields = Object.entries({ since, until, value, by, same, basis, status }).filter(
    ([name, field]) => field !== undefined && !(name === 'status' && field === 'final'),
  )
  const node = document.createNode(Object.fromEntries(fields), { flow: true }) as YAMLMap
  const quote = (scalar: unknown) => {
    ;(scalar as Scalar).type = 'QUOTE_DOUBLE'
  }
  if (value !== undefined) quote(node.get('value', true))
  const listed = node.get('by', true)
  if (isMap(listed)) for (const { key, value: one } of listed.items) [key, one].forEach(quote)
  return node
}

import { isMap, isNode, parse, parseDocument, visit } from 'yaml'
import { STAGES, type Stage } from './kinds.js'
import type { RouteEntry } from './route-book.js'

/** 文件中各类的路线，as they are written. */
export function entriesIn(text: string): ReadonlyMap<string, RouteEntry> {
  return new Map(Object.entries((parse(text) ?? {}) as Record<string, RouteEntry>))
}

/** 路线的规范写法：by which two are the same, whoever wrote them. Stages in the order of the law, what is empty left out. */
export function entryText(entry: RouteEntry | undefined): string {
  return entry === undefined ? '' : JSON.stringify(plainEntry(entry))
}

export function plainEntry({ stages, posts = {}, at = {}, handOver = {} }: RouteEntry): RouteEntry {
  const handed = Object.entries(handOver)
    .filter(([, steps]) => Object.keys(steps).length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([agency, steps]) => [agency, inOrder(steps)])
  return {
    stages: [...stages],
    ...(Object.keys(posts).length === 0 ? {} : { posts: inOrder(posts) }),
    ...(Object.keys(at).length === 0 ? {} : { at: inOrder(at) }),
    ...(handed.length === 0 ? {} : { handOver: Object.fromEntries(handed) }),
  }
}

/** 改一类的路线，the rest of the file, comments and all, as it stands. */
export function withEntry(text: string, kind: string, entry: RouteEntry): string {
  const document = parseDocument(text)
  if (!isMap(document.contents)) document.contents = document.createNode({}) as never
  const node = document.createNode(plainEntry(entry))
  visit(node, {
    Collection: (_, one) => {
      if (isNode(one) && one !== node) one.flow = true
    },
  })
  const had = document.get(kind, true)
  if (isNode(had) && had.commentBefore) node.commentBefore = had.commentBefore
  document.set(kind, node)
  return document.toString({ lineWidth: 0 })
}

/** 版本新添的种类：those that had no route here come with the release's; no other route changes by it. */
export function withNewKinds(now: string, shipped: string): string {
  const known = entriesIn(now)
  const fresh = [...entriesIn(shipped)].filter(([kind]) => !known.has(kind))
  return fresh.reduce((text, [kind, entry]) => withEntry(text, kind, entry), now)
}

function inOrder(told: Readonly<Record<string, string>>): Record<string, string> {
  const stages = Object.keys(STAGES) as Stage[]
  return Object.fromEntries(
    Object.entries(told).sort(([a], [b]) => stages.indexOf(a as Stage) - stages.indexOf(b as Stage)),
  )
}

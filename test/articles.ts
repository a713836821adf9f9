import ts from 'typescript'
import { parse } from 'yaml'
import { lineOf, readSource, type Source, type SourceText, walk } from './walls/source.js'

/** 条款的登记。One row of docs/regulations/articles.yaml. */
export interface ArticleEntry {
  readonly kind: 'S' | 'R' | 'N'
  readonly state: 'kept' | 'open' | 'none'
  readonly says: string
  readonly where?: string
}

export type Articles = ReadonlyMap<string, ArticleEntry>

export function readArticles(text: string): Articles {
  return new Map(Object.entries(parse(text) as Record<string, ArticleEntry>))
}

/** Rows that say what cannot be: an unknown kind, state or folder, a duty with nothing to keep, a kept row of kind N. */
export function misfits(articles: Articles, folders: readonly string[]): string[] {
  return [...articles].flatMap(([id, { kind, state, says, where }]) => {
    const states = kind === 'N' ? ['none'] : kind === 'S' || kind === 'R' ? ['kept', 'open'] : []
    const placed = kind === 'N' ? where === undefined : where !== undefined && folders.includes(where)
    return states.includes(state) && placed && typeof says === 'string' && says !== '' ? [] : [id]
  })
}

export interface Citations {
  /** Article id → the tests that cite it, as `path:line`. */
  readonly of: ReadonlyMap<string, readonly string[]>
  /** Calls whose id cannot be read, or that hold no test. */
  readonly hollow: readonly string[]
}

/** 引用。Reads `article('…')` and `article(['…', '…'])` from the sources of the tests, without running them. */
export function citationsIn(tests: readonly SourceText[]): Citations {
  const of = new Map<string, string[]>()
  const hollow: string[] = []
  for (const source of tests.map(readSource)) {
    walk(source.ast, (node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'article') return
      const ids = idsOf(node.arguments[0])
      const at = `${source.path}:${lineOf(source, node)}`
      if (ids.length === 0 || !holdsTest(source, node.arguments[2])) hollow.push(at)
      else for (const id of ids) of.set(id, [...(of.get(id) ?? []), at])
    })
  }
  return { of, hollow }
}

function idsOf(argument: ts.Node | undefined): string[] {
  if (argument === undefined) return []
  if (ts.isStringLiteralLike(argument)) return [argument.text]
  if (!ts.isArrayLiteralExpression(argument) || !argument.elements.every(ts.isStringLiteralLike)) return []
  return argument.elements.map((element) => (element as ts.StringLiteralLike).text)
}

/** A test in the block itself, or in a function of the same file that the block calls or passes on. */
function holdsTest(source: Source, body: ts.Node | undefined): boolean {
  if (body === undefined) return false
  if (ts.isIdentifier(body)) return true
  return runs(body) || [...called(body)].some((name) => runs(declared(source, name)))
}

/** `test(…)`, `it(…)`, `test.each(…)(…)`; skipped, focused and promised tests hold nothing. */
function runs(body: ts.Node | undefined): boolean {
  let found = false
  if (body === undefined) return found
  walk(body, (node) => {
    if (!ts.isCallExpression(node)) return
    const callee = node.expression.getText()
    if (/^(test|it)(\.(each|for|concurrent|sequential)\b[\s\S]*)?$/.test(callee)) found = true
  })
  return found
}

function called(body: ts.Node): Set<string> {
  const names = new Set<string>()
  walk(body, (node) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) names.add(node.expression.text)
  })
  return names
}

function declared(source: Source, name: string): ts.Node | undefined {
  let found: ts.Node | undefined
  walk(source.ast, (node) => {
    if ((ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node)) && node.name?.getText() === name)
      found = node
  })
  return found
}

/** What fails the build: a kept article without a test, a test of an unknown article, a citation that holds no test. */
export function faults(articles: Articles, { of, hollow }: Citations): string[] {
  const lost = [...articles].filter(([id, { state }]) => state === 'kept' && !of.has(id))
  const unknown = [...of].filter(([id]) => !articles.has(id))
  return [
    ...lost.map(([id]) => `${id} is kept but no test cites it`),
    ...unknown.map(([id, places]) => `${id} is cited at ${places.join(', ')} but is not in articles.yaml`),
    ...hollow.map((at) => `the article at ${at} names no id or holds no test`),
  ]
}

export function openIds(articles: Articles): string[] {
  return [...articles].filter(([, { state }]) => state === 'open').map(([id]) => id)
}

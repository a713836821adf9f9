import ts from 'typescript'
import { HOUSE, step } from './order.js'
import { type Breach, folderOf, lineOf, type Source, type SourceText, walk } from './source.js'

/** Table (or view), schema-qualified → the folder that owns it. */
export type Owners = ReadonlyMap<string, string>

const CREATE =
  /^\s*create\s+(?:or\s+replace\s+)?(?:unlogged\s+|materialized\s+)?(?:table|view)\s+(?:if\s+not\s+exists\s+)?"?([\w.]+)"?/i
const TEMPORARY = /^\s*create\s+(?:temp|temporary)\s/i
const PARTITION = /\bpartition\s+of\s+([\w.]+)/i

/** Reads `-- owner: <folder>` above each create table; a partition belongs to its parent's owner. */
export function readOwners(migrations: readonly SourceText[]): { owners: Owners; breaches: Breach[] } {
  const owners = new Map<string, string>()
  const breaches: Breach[] = []
  for (const { path, text } of migrations) {
    let said: string | undefined
    for (const line of text.split('\n')) {
      said = /^\s*--\s*owner:\s*(\w+)\s*$/.exec(line)?.[1] ?? said
      const table = TEMPORARY.test(line) ? undefined : CREATE.exec(line)?.[1]
      if (table === undefined) continue
      const owner = said ?? owners.get(PARTITION.exec(line)?.[1] ?? '')
      const wrong = whatIsWrong(table, owner)
      if (wrong !== undefined) breaches.push({ wall: 'tables', path, says: wrong })
      if (owner !== undefined) owners.set(table, owner)
      said = undefined
    }
  }
  return { owners, breaches }
}

function whatIsWrong(table: string, owner: string | undefined): string | undefined {
  if (owner === undefined) return `${table} has no “-- owner: <folder>” line above it`
  if (!HOUSE.includes(owner)) return `${table} belongs to “${owner}”, which is not in the house`
  return table.includes('.') ? undefined : `${table} is created without its schema`
}

/** Stands where a template puts something in. */
const HOLE = '⟨⟩'
const SQL = /\b(select|insert\s+into|update|delete\s+from|truncate|copy|merge\s+into|lock\s+table|from|join)\s/i
const NAMED = /\b(from|join|into|update|copy|truncate|table|only|using)\s+"?([a-z_]\w*)"?(?:\."?([a-z_]\w*|⟨⟩)"?)?/gi

/** 门规四（二）：表归一处所有，别处的 SQL 不得写它的名字。 */
export function tableBreaches(source: Source, owners: Owners): Breach[] {
  const folder = folderOf(source.path)
  if (folder === undefined || source.isTest || owners.size === 0) return []
  return textsOf(source).flatMap(({ text, line }) =>
    SQL.test(text)
      ? foreignTables(text, folder, owners).map((says) => ({
          wall: 'tables',
          path: source.path,
          says: `${says} at line ${line}`,
        }))
      : [],
  )
}

function foreignTables(sql: string, folder: string, owners: Owners): string[] {
  const schemas = new Set([...owners.keys()].map((table) => table.split('.')[0]))
  const bare = new Set([...owners.keys()].map((table) => table.split('.')[1]))
  const wrong = new Set<string>()
  for (const [, word = '', first = '', second] of sql.matchAll(NAMED)) {
    const name = second === undefined ? first : `${first}.${second}`
    if (second === undefined) {
      const isQueryName = new RegExp(`\\b${first}\\b[^,;]{0,200}?\\bas\\s+(not\\s+)?(materialized\\s+)?\\(`, 'i').test(
        sql,
      )
      if (bare.has(first) && !isQueryName) wrong.add(`names ${first} without its schema`)
    } else if (second === HOLE) {
      const ownsOne = [...owners].some(([table, owner]) => owner === folder && table.startsWith(`${first}.`))
      if (schemas.has(first) && !ownsOne) wrong.add(`builds a name in ${first}, where it owns nothing`)
    } else if (schemas.has(first) && owners.get(name) !== folder && !isFunction(sql, word, name)) {
      wrong.add(`names ${name}, which ${owners.get(name) ?? 'no migration'} owns`)
    }
  }
  for (const [table, owner] of owners) {
    if (owner !== folder && namesAnywhere(sql, table)) wrong.add(`names ${table}, which ${owner} owns`)
  }
  return [...wrong]
}

/** `from ledger.rows_of(…)`: a function, not a table. */
function isFunction(sql: string, word: string, name: string): boolean {
  return /^(from|join)$/i.test(word) && sql.includes(`${name}(`)
}

/** Also after a comma, in a subquery's list, in quotes. */
function namesAnywhere(sql: string, table: string): boolean {
  const [schema, name] = table.split('.')
  return new RegExp(`(?<![\\w.])"?${schema}"?\\."?${name}"?(?![\\w.])`, 'i').test(sql)
}

/** String and template texts, with a hole where something is put in. */
function textsOf(source: Source): { text: string; line: number }[] {
  const texts: { text: string; line: number }[] = []
  walk(source.ast, (node) => {
    if (ts.isStringLiteralLike(node)) texts.push({ text: node.text, line: lineOf(source, node) })
    else if (ts.isTemplateExpression(node)) {
      const text = node.head.text + node.templateSpans.map((span) => `${HOLE}${span.literal.text}`).join('')
      texts.push({ text, line: lineOf(source, node) })
    }
  })
  return texts
}

/** 门规四（三）：事务只在 service 里开。 */
export function transactionBreaches(source: Source): Breach[] {
  const folder = folderOf(source.path)
  if (folder === undefined || folder === 'app' || folder === 'db' || source.isTest || step(source.path) === 3) return []
  const breaches: Breach[] = []
  const tell = (says: string, node: ts.Node) =>
    breaches.push({ wall: 'transactions', path: source.path, says: `${says} at line ${lineOf(source, node)}` })
  walk(source.ast, (node) => {
    if (ts.isCallExpression(node) && calledName(node) === 'transaction') tell('opens a transaction', node)
    if (ts.isStringLiteralLike(node) && /^\s*(begin|start\s+transaction|commit|rollback)\b(?!\.)/i.test(node.text)) {
      if (ts.isCallExpression(node.parent)) tell(`says “${node.text}”`, node)
    }
  })
  return breaches
}

function calledName(call: ts.CallExpression): string | undefined {
  const callee = call.expression
  if (ts.isIdentifier(callee)) return callee.text
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined
}

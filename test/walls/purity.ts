import ts from 'typescript'
import { type Breach, folderOf, lineOf, type Source, walk } from './source.js'

/** What each pure folder may import, beside its own files: folders, single files, packages. */
const PURE: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  policy: ['src/kernel/', 'yaml'],
  records: ['src/kernel/', 'src/policy/', 'src/ledger/fact.ts'],
}

const IMPURE_GLOBALS = new Set([
  ...['Date', 'process', 'fetch', 'performance', 'crypto', 'console', 'globalThis', 'eval', 'Function', 'require'],
  ...['Intl', 'Temporal', 'WebSocket', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Math.random'],
])

export function isPure(folder: string): boolean {
  return folder in PURE
}

/** 门规三：内核、政策、推导是纯的。 */
export function purityBreaches(source: Source): Breach[] {
  const folder = folderOf(source.path)
  const allowed = PURE[folder ?? '']
  if (folder === undefined || allowed === undefined || source.isTest) return []
  const may = ({ to, relative }: { to: string; relative: boolean }) =>
    relative
      ? to.startsWith(`src/${folder}/`) || allowed.some((at) => (at.endsWith('/') ? to.startsWith(at) : to === at))
      : allowed.includes(to)
  const imported = source.imports.filter((one) => !may(one)).map(({ to }) => `imports ${to}`)
  const used = globalsUsed(source).filter(({ name }) => IMPURE_GLOBALS.has(name))
  const says = [...imported, ...used.map(({ name, line }) => `uses ${name} at line ${line}`)]
  return says.map((words) => ({ wall: 'purity', path: source.path, says: words }))
}

export interface GlobalUse {
  readonly name: string
  readonly line: number
}

/**
 * Names a file uses without declaring them there: plain (`Date`), with the member taken (`Date.now`), made (`new Date`),
 * called (`Date()`), or handed on whole under another name (`Date…`).
 */
export function globalsUsed(source: Source): GlobalUse[] {
  const own = placesDeclared(source)
  const isOwn = ({ text, pos }: ts.Identifier) => own.some((at) => at.name === text && at.from <= pos && pos < at.to)
  const uses: GlobalUse[] = []
  walk(source.ast, (node) => {
    if (!ts.isIdentifier(node) || isOwn(node) || isOnlyAName(node)) return
    const line = lineOf(source, node)
    uses.push({ name: node.text, line })
    const how = waysOf(node)
    uses.push(...how.map((way) => ({ name: way, line })))
  })
  return uses
}

function waysOf(node: ts.Identifier): string[] {
  const { parent, text } = node
  const members = membersOf(node)
  if (members !== undefined) return members.map((member) => `${text}.${member}`)
  if (ts.isNewExpression(parent)) return [`new ${text}`]
  if (ts.isCallExpression(parent) && parent.expression === node) return [`${text}()`]
  const isAsked = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword
  return isAsked || ts.isTypeNode(parent) || ts.isTypeOfExpression(parent) ? [] : [`${text}…`]
}

function membersOf(node: ts.Identifier): string[] | undefined {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return [parent.name.text]
  const taken =
    ts.isElementAccessExpression(parent) && parent.expression === node ? parent.argumentExpression : undefined
  if (taken !== undefined) return [ts.isStringLiteralLike(taken) ? taken.text : '(computed)']
  const bound = ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name) ? parent.name : undefined
  return bound?.elements.map((element) => (element.propertyName ?? element.name).getText())
}

/** A member, a key or a label: `x.process`, `{ process: 1 }`, `import { process as p }`. */
function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node
  if (ts.isQualifiedName(parent)) return parent.right === node
  if (ts.isShorthandPropertyAssignment(parent)) return false
  if (ts.isBindingElement(parent) && parent.propertyName === node) return true
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isJsxAttribute(parent)) return true
  const named = parent as ts.Node & { readonly name?: ts.Node }
  return named.name === node
}

interface Declared {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** Each name the file declares, and the stretch of text in which it means that declaration. */
function placesDeclared(source: Source): Declared[] {
  const places: Declared[] = []
  walk(source.ast, (node) => {
    const isBinding =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node)
    const isImport = ts.isImportSpecifier(node) || ts.isNamespaceImport(node) || ts.isImportClause(node)
    const isType = ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
    if (!(isBinding || isImport || isType) || node.name === undefined || !ts.isIdentifier(node.name)) return
    const { pos, end } = ts.findAncestor(node.parent, isScope) ?? source.ast
    places.push({ name: node.name.text, from: pos, to: end })
  })
  return places
}

function isScope(node: ts.Node): boolean {
  return (
    ts.isBlock(node) ||
    ts.isSourceFile(node) ||
    ts.isFunctionLike(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node)
  )
}

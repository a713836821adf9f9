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
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Math.random'],
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
 * Names a file uses without declaring them, once plain (`Date`) and once with the member taken (`Date.now`); `new X` and
 * `X()` without arguments are also told as `new X()` and `X()`. A name that the file declares anywhere is its own.
 */
export function globalsUsed(source: Source): GlobalUse[] {
  const own = namesDeclared(source)
  const uses: GlobalUse[] = []
  walk(source.ast, (node) => {
    if (!ts.isIdentifier(node) || own.has(node.text) || isOnlyAName(node)) return
    const line = lineOf(source, node)
    uses.push({ name: node.text, line })
    const member = memberOf(node)
    if (member !== undefined) uses.push({ name: `${node.text}.${member}`, line })
    if (ts.isNewExpression(node.parent)) uses.push({ name: `new ${node.text}`, line })
    else if (ts.isCallExpression(node.parent) && node.parent.expression === node)
      uses.push({ name: `${node.text}()`, line })
  })
  return uses
}

function memberOf(node: ts.Identifier): string | undefined {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return parent.name.text
  const taken =
    ts.isElementAccessExpression(parent) && parent.expression === node ? parent.argumentExpression : undefined
  if (taken !== undefined) return ts.isStringLiteralLike(taken) ? taken.text : '(computed)'
  const bound = ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name) ? parent.name : undefined
  return bound?.elements.map((element) => (element.propertyName ?? element.name).getText()).join('.')
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

function namesDeclared(source: Source): Set<string> {
  const names = new Set<string>()
  walk(source.ast, (node) => {
    const isBinding =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node)
    const isImport = ts.isImportSpecifier(node) || ts.isNamespaceImport(node) || ts.isImportClause(node)
    const isType = ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
    if ((isBinding || isImport || isType) && node.name !== undefined && ts.isIdentifier(node.name))
      names.add(node.name.text)
  })
  return names
}

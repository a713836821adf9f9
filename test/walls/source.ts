import { posix } from 'node:path'
import ts from 'typescript'

/** A file as the walls see it: its path from the root of the repository, and its text. */
export interface SourceText {
  readonly path: string
  readonly text: string
}

/** 门规的违反。Which wall, which file, and what is wrong there. */
export interface Breach {
  readonly wall: string
  readonly path: string
  readonly says: string
}

/** One import of any form; `to` is a path of the repository for a relative one, else the name as written. */
export interface Import {
  readonly to: string
  readonly relative: boolean
  readonly typeOnly: boolean
}

export interface Source extends SourceText {
  readonly ast: ts.SourceFile
  readonly imports: readonly Import[]
  readonly isTest: boolean
}

export function readSource({ path, text }: SourceText): Source {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, kind)
  return { path, text, ast, imports: importsOf(ast, path), isTest: /\.test\.tsx?$/.test(path) }
}

/** The house folder of a file in src/ (`ledger` of src/ledger/post.ts); undefined elsewhere. */
export function folderOf(path: string): string | undefined {
  const [root, folder, file] = path.split('/')
  if (root !== 'src') return undefined
  return file === undefined ? '' : folder
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

export function lineOf(source: Source, node: ts.Node): number {
  return source.ast.getLineAndCharacterOfPosition(node.getStart(source.ast)).line + 1
}

function importsOf(ast: ts.SourceFile, path: string): Import[] {
  const found: Import[] = []
  const add = (name: ts.Node | undefined, typeOnly: boolean) => {
    if (name === undefined) return
    const literal = ts.isStringLiteralLike(name)
    found.push(literal ? resolved(name.text, path, typeOnly) : { to: '(computed)', relative: false, typeOnly })
  }
  walk(ast, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isErased(node.importClause))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node)) add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node, true)
    else if (ts.isExternalModuleReference(node)) add(node.expression, false)
    else if (ts.isCallExpression(node) && isLoad(node)) add(node.arguments[0], false)
  })
  return found
}

/** `import type …`, or an import of which every name is marked `type`: nothing of it is left at run time. */
function isErased(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.isTypeOnly) return true
  const bindings = clause.namedBindings
  if (clause.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) return false
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly)
}

function isLoad(call: ts.CallExpression): boolean {
  if (call.expression.kind === ts.SyntaxKind.ImportKeyword) return true
  return ts.isIdentifier(call.expression) && call.expression.text === 'require'
}

function resolved(name: string, from: string, typeOnly: boolean): Import {
  if (!name.startsWith('.')) return { to: name, relative: false, typeOnly }
  const to = posix.join(posix.dirname(from), name.replace(/\?.*$/, ''))
  return { to: to.replace(/\.js$/, '.ts').replace(/\.jsx$/, '.tsx'), relative: true, typeOnly }
}

import ts from 'typescript'
import { type Breach, lineOf, type Source, walk } from './source.js'

const DRAWERS = /^(utils?|helpers?|common|types|index)$/
const FILE_LINES = 400
const FUNCTION_LINES = 60
const COMPONENT_LINES = 120

/** 门规六：不设杂物抽屉，不转手，不默认导出，文件与函数有长短。 */
export function shapeBreaches(source: Source): Breach[] {
  const other = /^src\/.*\.([cm]?jsx?|[cm]ts)$/.test(source.path) ? ['is not a plain .ts file'] : []
  const says = [...other, ...namesIn(source), ...exportsIn(source), ...lengthsIn(source)]
  return says.map((words) => ({ wall: 'shape', path: source.path, says: words }))
}

function namesIn({ path }: Source): string[] {
  const names = path.split('/').map((part) => part.replace(/(\.test)?\.[mc]?[jt]sx?$/, ''))
  return names.filter((name) => DRAWERS.test(name)).map((name) => `“${name}” names a drawer, not a thing`)
}

function exportsIn(source: Source): string[] {
  if (/\.config\.[mc]?ts$/.test(source.path)) return []
  const found: string[] = []
  for (const node of source.ast.statements) {
    if (ts.isExportAssignment(node)) found.push('has a default export')
    else if (ts.isExportDeclaration(node) && node.exportClause === undefined)
      found.push('passes on all of another file')
    else if (ts.isExportDeclaration(node) && exportsDefault(node)) found.push('has a default export')
    else if (ts.canHaveModifiers(node) && hasDefault(node)) found.push('has a default export')
  }
  const { statements } = source.ast
  const isBarrel =
    statements.length > 0 && statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier)
  return isBarrel ? [...found, 'is a barrel'] : found
}

function exportsDefault({ exportClause }: ts.ExportDeclaration): boolean {
  return exportClause !== undefined && ts.isNamedExports(exportClause)
    ? exportClause.elements.some((element) => element.name.text === 'default')
    : false
}

function hasDefault(node: ts.HasModifiers): boolean {
  return ts.getModifiers(node)?.some((one) => one.kind === ts.SyntaxKind.DefaultKeyword) ?? false
}

function lengthsIn(source: Source): string[] {
  const lines = source.text.trimEnd().split('\n').length
  const long = lines > FILE_LINES ? [`is ${lines} lines long (at most ${FILE_LINES})`] : []
  return source.isTest ? long : [...long, ...longFunctions(source)]
}

/** A test's describe blocks are lists of cases, not functions; test files are measured as files only. */
function longFunctions(source: Source): string[] {
  const limit = source.path.startsWith('web/') && source.path.endsWith('.tsx') ? COMPONENT_LINES : FUNCTION_LINES
  const found: string[] = []
  walk(source.ast, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return
    const end = source.ast.getLineAndCharacterOfPosition(node.getEnd()).line + 1
    const start = lineOf(source, node)
    if (end - start + 1 > limit)
      found.push(`function at line ${start} is ${end - start + 1} lines long (at most ${limit})`)
  })
  return found
}

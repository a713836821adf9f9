import { parse } from 'yaml'
import { Refusal } from '../kernel/refusal.js'
import { NATIONAL, type PolicyText } from './book.js'
import { versionsIn } from './parameter-versions.js'
import { unknownArea } from './refusals.js'
import { unknownParameter } from './refusals-change.js'

interface AreaFile {
  readonly area?: { readonly code?: string; readonly zh?: string }
}

/** 统筹区的目录。Stops with `policy.unknown-area`. */
export function folderOf(texts: readonly PolicyText[], area: string): string {
  const areas = texts
    .filter(({ path }) => path.endsWith('/area.yaml'))
    .map(({ path, text }) => ({ folder: path.slice(0, -'/area.yaml'.length), ...areaIn(text) }))
  const found = areas.find(({ code }) => code === area)
  if (found === undefined) {
    throw new Refusal(unknownArea, { area, known: areas.map(({ zh, code }) => `${zh}（${code}）`).join('、') })
  }
  return found.folder
}

/** The area a parameter file belongs to. */
export function areaOfPath(texts: readonly PolicyText[], path: string): string {
  const folder = path.slice(0, path.lastIndexOf('/'))
  const file = texts.find((text) => text.path === `${folder}/area.yaml`)
  return file === undefined ? '' : areaIn(file.text).code
}

/**
 * 参数所在的文件。Where the area has none of its own and the nation does, beside parameters of the same insurance, else in
 * local.yaml. A parameter nobody knows is refused: a new one comes with the rule that reads it.
 */
export function pathOf(texts: readonly PolicyText[], folder: string, parameter: string): string {
  const own = filesOf(texts, folder)
  const found = own.find(({ ids }) => ids.includes(parameter))
  if (found !== undefined) return found.path
  const national = filesOf(texts, folderOf(texts, NATIONAL))
  if (!national.some(({ ids }) => ids.includes(parameter))) {
    throw new Refusal(unknownParameter, { parameter, area: folder })
  }
  const prefix = `${parameter.split('.')[0]}.`
  return own.find(({ ids }) => ids.some((id) => id.startsWith(prefix)))?.path ?? `${folder}/local.yaml`
}

function filesOf(texts: readonly PolicyText[], folder: string): { path: string; ids: string[] }[] {
  return texts
    .filter(({ path }) => path.startsWith(`${folder}/`) && !path.endsWith('/area.yaml'))
    .map(({ path, text }) => ({ path, ids: [...versionsIn(text).keys()] }))
}

function areaIn(text: string): { code: string; zh: string } {
  const { area } = parse(text, { schema: 'failsafe' }) as AreaFile
  return { code: area?.code ?? '', zh: area?.zh ?? '' }
}

import { parse } from 'yaml'
import { Refusal } from '../kernel/refusal.js'
import { type Area, AreaPolicy } from './area.js'
import { type Check, checker, isRecord, type Parameter, parseParameter } from './parameter.js'
import { unknownArea } from './refusals.js'

/** A file of policies/ as read by the caller: its path with the folder's name, and its text. */
export interface PolicyText {
  readonly path: string
  readonly text: string
}

/** 全国。Its parameters hold wherever an area has none of its own in force. */
export const NATIONAL = '000000'

/** Folders of policies/ that hold something other than an area's parameters. */
const OTHER_FOLDERS: ReadonlySet<string> = new Set([
  'access',
  'agencies',
  'cases',
  'inquiry',
  'pledges',
  'routes',
  'standard',
  'statistics',
])

/** 参数簿。All areas' dated parameters; looked up by area code, never changed. */
export class PolicyBook {
  constructor(private readonly byCode: ReadonlyMap<string, AreaPolicy>) {}

  /** 统筹区的参数。Stops with `policy.unknown-area`. */
  area(code: string): AreaPolicy {
    const found = this.byCode.get(code)
    if (found === undefined) throw new Refusal(unknownArea, { area: code, known: this.names() })
    return found
  }

  /** The area of a Chinese name, as worked cases give it. */
  areaNamed(zh: string): AreaPolicy {
    const found = this.areas().find((area) => area.zh === zh)
    if (found === undefined) throw new Refusal(unknownArea, { area: zh, known: this.names() })
    return found
  }

  /** 加上或换掉一个统筹区的参数簿。A changed nation stands beneath every area. */
  with(area: AreaPolicy): PolicyBook {
    const nation = area.code === NATIONAL ? area : this.byCode.get(NATIONAL)
    const all = new Map([...this.byCode, [area.code, area]])
    const based = (one: AreaPolicy) => (nation === undefined || one.code === NATIONAL ? one : one.under(nation))
    return new PolicyBook(new Map([...all].map(([code, one]) => [code, based(one)])))
  }

  areas(): AreaPolicy[] {
    return [...this.byCode.values()]
  }

  private names(): string {
    return this.areas()
      .map(({ zh, code }) => `${zh}（${code}）`)
      .join('、')
  }
}

/**
 * 载入参数簿。Takes the YAML texts under policies/ (one folder per area, with an area.yaml) and refuses what is malformed,
 * unknown or overlapping with file and key. Folders of other things (access, cases, routes) are passed over.
 */
export function loadPolicyBook(texts: readonly PolicyText[]): PolicyBook {
  const files = parameterFiles(texts)
  const folders = [...new Set(files.map(({ path }) => folderOf(path)))]
  const areas = folders.map((folder) =>
    readFolder(
      folder,
      files.filter(({ path }) => folderOf(path) === folder),
    ),
  )
  const codes = new Set<string>()
  for (const { area, file } of areas) {
    const check: Check = checker(file, 'area')
    check(!codes.has(area.code), 'the area code or parameter is defined twice', area.code)
    codes.add(area.code)
  }
  const national = areas.find(({ area }) => area.code === NATIONAL)
  const nation = national && new AreaPolicy(national.area, national.parameters, undefined)
  for (const one of areas)
    refuseLooseSames(
      (id) => one.files.get(id) ?? '',
      one.parameters,
      (id) => national?.parameters.get(id),
    )
  return new PolicyBook(
    new Map(
      areas.map(({ area, parameters }) => [
        area.code,
        nation !== undefined && area.code === NATIONAL ? nation : new AreaPolicy(area, parameters, nation),
      ]),
    ),
  )
}

/** 参数文件的规范文本。All parameter files in order of path, each with its length: what a policy digest is taken of. */
export function policyDigestInput(texts: readonly PolicyText[]): string {
  return parameterFiles(texts)
    .map(({ path, text }) => ({ name: path.split('/').slice(-2).join('/'), text }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, text }) => `${name}\n${text.length}\n${text}\n`)
    .join('')
}

interface Folder {
  readonly area: Area
  readonly file: string
  readonly parameters: Map<string, Parameter>
  /** The file each parameter came from, for refusals. */
  readonly files: ReadonlyMap<string, string>
}

function parameterFiles(texts: readonly PolicyText[]): PolicyText[] {
  return texts.filter(({ path }) => /\.ya?ml$/.test(path) && !OTHER_FOLDERS.has(folderOf(path)))
}

function folderOf(path: string): string {
  return path.split('/').at(-2) ?? ''
}

function readFolder(folder: string, files: readonly PolicyText[]): Folder {
  const at = files.find(({ path }) => path.endsWith('/area.yaml'))
  const found: Check = checker(files[0]?.path ?? folder, folder)
  found(at !== undefined, 'the folder has no area.yaml', folder)
  const parameters = new Map<string, Parameter>()
  const from = new Map<string, string>()
  for (const file of files) {
    if (file === at) continue
    for (const [id, raw] of Object.entries(readYaml(file))) {
      const check: Check = checker(file.path, id)
      check(!parameters.has(id), 'the area code or parameter is defined twice', id)
      parameters.set(id, parseParameter(file.path, id, raw))
      from.set(id, file.path)
    }
  }
  return { area: readArea(at), file: at.path, parameters, files: from }
}

function readArea(file: PolicyText): Area {
  const check: Check = checker(file.path, 'area')
  const { area } = readYaml(file)
  check(isRecord(area), 'a pooling area is six digits with zh and en', area)
  const { code, zh, en, invented } = area
  const fits = typeof code === 'string' && /^\d{6}$/.test(code) && typeof zh === 'string' && typeof en === 'string'
  check(fits, 'a pooling area is six digits with zh and en', area)
  return { code, zh, en, invented: invented === 'true' }
}

/** YAML with the failsafe schema: every scalar stays the text that was written. */
function readYaml(file: PolicyText): Readonly<Record<string, unknown>> {
  const check: Check = checker(file.path, '')
  let read: unknown
  try {
    read = parse(file.text.replace(/^\uFEFF/, ''), { schema: 'failsafe' })
  } catch (error) {
    check(false, 'not readable as YAML', error instanceof Error ? error.message : String(error))
  }
  check(isRecord(read), 'not readable as YAML', read ?? '')
  return read
}

/** `same` must name a parameter of the same unit that has values of its own. */
export function refuseLooseSames(
  fileOf: (id: string) => string,
  own: ReadonlyMap<string, Parameter>,
  findParameter: (id: string) => Parameter | undefined,
): void {
  for (const { id, unit, versions } of own.values()) {
    for (const { same, since } of versions) {
      if (same === undefined) continue
      const check: Check = checker(fileOf(id), `${id} ${since}`)
      const target = own.get(same) ?? findParameter(same)
      const plain = target?.unit === unit && target.versions.every((version) => version.same === undefined)
      check(plain, 'same names no parameter of the same unit', same)
    }
  }
}

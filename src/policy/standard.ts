import { parse } from 'yaml'
import { type Day, parseDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { PolicyText } from './book.js'
import { malformedStandard, unknownKind } from './refusals-standard.js'
import { firstFault } from './standard-check.js'
import type { Both, Channel, CodeList, Element, StandardField, StandardKind, StandardPaper } from './standard-field.js'
import {
  channelsOf,
  isRecordOf,
  readElement,
  readField,
  readPapers,
  type StandardContext,
  text,
} from './standard-read.js'

/** 采集标准：one versioned object, from which forms, imports, templates and the catalogue are made. */
export class Standard {
  constructor(
    readonly version: string,
    readonly published: Day,
    readonly lists: Readonly<Record<string, CodeList>>,
    readonly elements: Readonly<Record<string, Element>>,
    readonly retentions: Readonly<Record<string, Both>>,
    private readonly byId: ReadonlyMap<string, StandardKind>,
    private readonly papers: ReadonlyMap<string, readonly StandardPaper[]> = new Map(),
  ) {}

  /** 一类业务应收的材料，by the kind of submission; none where the standard asks for none. */
  papersOf(submission: string): readonly StandardPaper[] {
    return this.papers.get(submission) ?? []
  }

  kinds(): readonly StandardKind[] {
    return [...this.byId.values()]
  }

  findKind(id: string): StandardKind | undefined {
    return this.byId.get(id)
  }

  /** Stops with `standard.unknown-kind`. */
  kind(id: string): StandardKind {
    const found = this.byId.get(id)
    if (found === undefined) throw new Refusal(unknownKind, { kind: id })
    return found
  }

  /** 有文件模板的一类。Stops with `standard.unknown-kind`. */
  templateOf(id: string): StandardKind {
    const found = this.kind(id)
    if (!found.channels.includes('file')) throw new Refusal(unknownKind, { kind: id })
    return found
  }

  /** 无需人工审核的报送：every field of every kind that becomes it is saved at once, or checked by the system alone. */
  isUnreviewed(submission: string): boolean {
    const fields = this.kinds().flatMap((kind) => (kind.submission === submission ? kind.fields : []))
    return fields.length > 0 && fields.every(({ level }) => level !== 'manual')
  }

  fieldsOf(id: string): readonly StandardField[] {
    return this.kind(id).fields
  }
}

/** 是否采集标准的文件。 */
export function isStandardPath(path: string): boolean {
  return /^standard\/[a-z-]+\.ya?ml$/.test(path)
}

/**
 * 读取采集标准（policies/standard）。Strict: an unknown key, a field without exactly one review level, class, proof or
 * retention, a code list that is not there, or an example its own rule refuses stops the publication.
 */
export function readStandard(texts: readonly PolicyText[]): Standard {
  const all = texts.filter(({ path }) => isStandardPath(path)).map(({ path, text }) => parsed(path, text))
  const merged = merge(all)
  const context: StandardContext = {
    lists: Object.fromEntries(Object.entries(merged['lists'] ?? {}).map(([id, list]) => [id, readList(id, list)])),
    proofs: bothsOf('proofs', merged['proofs']),
    retentions: bothsOf('retentions', merged['retentions']),
  }
  const elements = Object.fromEntries(
    Object.entries(merged['elements'] ?? {}).map(([id, given]) => [id, readElement(id, given, context)]),
  )
  const version = text('version', merged['version'])
  const published = parseDay(text('published', merged['published']))
  const given = Object.entries(merged['kinds'] ?? {})
  const kinds = new Map(given.map(([id, kind]) => [id, readKind(id, kind, elements, merged['kinds'] ?? {})]))
  const papers = new Map(
    Object.entries(merged.papers ?? {}).map(([id, one]) => [id, readPapers(`papers.${id}`, one, context.proofs)]),
  )
  const standard = new Standard(version, published, context.lists, elements, context.retentions, kinds, papers)
  for (const kind of standard.kinds()) requireExamples(kind, published)
  return standard
}

type Section = Readonly<Record<string, unknown>>
const SECTIONS = ['version', 'published', 'proofs', 'retentions', 'lists', 'elements', 'kinds'] as const
type Merged = Partial<Record<(typeof SECTIONS)[number] | typeof PAPERS, Section>>
/** 应收材料，a part that a standard may leave out. */
const PAPERS = 'papers'

function parsed(path: string, content: string): Section {
  try {
    const read: unknown = parse(content)
    if (isRecordOf(read)) return read
  } catch {
    // Said below: a file that does not parse and one that holds no map are the same to whoever mends it.
  }
  return wrong(path, '不是由“名称: 内容”组成的文本', 'the file is no map of names and contents')
}

function merge(all: readonly Section[]): Merged {
  const merged: Record<string, unknown> = {}
  for (const one of all)
    for (const [section, content] of Object.entries(one)) {
      if (section !== PAPERS && !(SECTIONS as readonly string[]).includes(section))
        wrong(section, '没有这一部分', 'there is no such part')
      if (!isRecordOf(content)) merged[section] = content
      else {
        const before = (merged[section] ?? {}) as Section
        const twice = Object.keys(content).find((key) => key in before)
        if (twice !== undefined) wrong(`${section}.${twice}`, '说了两次', 'it is said twice')
        merged[section] = { ...before, ...content }
      }
    }
  for (const part of SECTIONS) if (!(part in merged)) wrong(part, '缺少这一部分', 'this part is missing')
  return merged as Merged
}

function bothsOf(at: string, given: unknown): Readonly<Record<string, Both>> {
  if (!isRecordOf(given)) return wrong(at, '须逐项写明', 'it lists its entries')
  return Object.fromEntries(Object.entries(given).map(([id, both]) => [id, bothOf(`${at}.${id}`, both)]))
}

function bothOf(at: string, given: unknown): Both {
  if (!isRecordOf(given)) return wrong(at, '须有中英文名称', 'it has a Chinese and an English name')
  return { zh: text(`${at}.zh`, given['zh']), en: text(`${at}.en`, given['en']) }
}

function readList(id: string, given: unknown): CodeList {
  if (!isRecordOf(given)) return wrong(`lists.${id}`, '须有代码与说法', 'it has codes and words')
  const values = bothsOf(`lists.${id}.values`, given['values'])
  if (Object.keys(values).length === 0) wrong(`lists.${id}`, '代码表是空的', 'the code list is empty')
  const code = given['code'] === undefined ? undefined : text(`lists.${id}.code`, given['code'])
  if (code !== undefined && !/^[A-Z]{3}\d{3}$/.test(code))
    wrong(`lists.${id}.code`, '不是部颁指标代码', 'no ministry code')
  return { id, code, values }
}

const KIND_KEYS = new Set(['zh', 'en', 'submission', 'channels', 'received', 'anyOf', 'same', 'rows', 'fields'])

function readKind(id: string, given: unknown, elements: Readonly<Record<string, Element>>, all: Section): StandardKind {
  const at = `kinds.${id}`
  if (!isRecordOf(given)) return wrong(at, '须有名称、渠道与栏目', 'it has names, channels and fields')
  const odd = Object.keys(given).find((key) => !KIND_KEYS.has(key))
  if (odd !== undefined) wrong(`${at}.${odd}`, '没有这一项', 'there is no such key')
  const like = given['same'] === undefined ? given : all[text(`${at}.same`, given['same'])]
  const told = isRecordOf(like) ? like['fields'] : undefined
  if (!Array.isArray(told) || told.length === 0) return wrong(`${at}.fields`, '没有栏目', 'there are no fields')
  const fields = told.map((field, i) => readField(`${at}.${i + 1}`, field, elements))
  const channels = channelsOf(`${at}.channels`, given['channels'])
  requireApart(at, fields, channels)
  const rows = given['rows'] === undefined ? undefined : text(`${at}.rows`, given['rows'])
  const anyOf = (given['anyOf'] ?? []) as readonly string[]
  for (const name of anyOf)
    if (!fields.some((field) => field.id === name)) wrong(`${at}.anyOf`, `没有“${name}”`, `there is no “${name}”`)
  const submission = given['submission'] === undefined ? id : text(`${at}.submission`, given['submission'])
  return { id, ...bothOf(at, given), submission, channels, received: given['received'] === true, anyOf, rows, fields }
}

/** No two fields of a kind may be listed twice, and none of a file be called alike: it could not tell them apart. */
function requireApart(at: string, fields: readonly StandardField[], channels: readonly Channel[]): void {
  const seen = new Map<string, string>()
  const ids = new Set<string>()
  for (const { id, column, names, code, place } of fields) {
    if (ids.has(id)) wrong(`${at}.${id}`, '同一栏列了两次', 'the field is listed twice')
    ids.add(id)
    if (place !== undefined || !channels.includes('file')) continue
    for (const name of new Set([column, ...names, ...(code === undefined ? [] : [code])])) {
      const other = seen.get(name)
      if (other !== undefined) wrong(`${at}.${id}`, `与“${other}”同名“${name}”`, `“${name}” also names “${other}”`)
      seen.set(name, id)
    }
  }
}

function requireExamples({ id, fields, received }: StandardKind, today: Day): void {
  for (const field of fields) {
    const fault = firstFault(
      { fields: [field], anyOf: [], received },
      (name) => (name === field.id ? field.example : ''),
      {
        today,
        channel: undefined,
      },
    )
    if (fault !== undefined)
      wrong(`kinds.${id}.${field.id}`, `示例不合自己的规则：${fault.sentence.zh}`, `its example breaks its own rule`)
  }
}

function wrong(at: string, zh: string, en: string): never {
  throw new Refusal(malformedStandard, { at, zh, en })
}

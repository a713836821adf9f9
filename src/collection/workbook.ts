import { Refusal } from '../kernel/refusal.js'
import { type DateForm, dateFormOf } from './cell-text.js'
import { readWhole } from './read-xml.js'
import { bomb, brokenFile, longCell, macros, noSheet, notXlsx } from './refusals-files.js'
import type { FileLimits } from './table.js'
import type { ZipParts } from './zip-parts.js'

/** More than a full sheet of numbers and names needs. */
const SHARED_STRINGS = 4_000_000
const SHARED_CHARACTERS = 100_000_000

export interface SheetRef {
  readonly name: string
  readonly hidden: boolean
  readonly part: string
}

/** 工作簿。What a sheet's cells refer to: shared texts, date formats, the day from which days are counted. */
export interface Workbook {
  readonly sheets: readonly SheetRef[]
  readonly sharedStrings: readonly string[]
  readonly dateForms: readonly (DateForm | undefined)[]
  readonly since1904: boolean
}

export async function readWorkbook(parts: ZipParts, limits: FileLimits): Promise<Workbook> {
  if (parts.names().some((name) => /vbaProject|macrosheets/i.test(name))) throw new Refusal(macros, {})
  if (!parts.has('_rels/.rels')) throw new Refusal(notXlsx, {})
  const root = await readRelations(parts, '_rels/.rels', '')
  const main = root.find(({ type }) => type === 'officeDocument')?.part
  if (main === undefined || !parts.has(main)) throw new Refusal(notXlsx, {})
  const relations = await readRelations(parts, relationsOf(main), folderOf(main))
  const { sheets, since1904 } = await readSheets(parts, main, relations)
  const partOf = (type: string) => relations.find((one) => one.type === type && parts.has(one.part))?.part
  const [strings, styles] = [partOf('sharedStrings'), partOf('styles')]
  return {
    sheets,
    since1904,
    sharedStrings: strings === undefined ? [] : await readSharedStrings(parts, strings, limits),
    dateForms: styles === undefined ? [] : await readDateForms(parts, styles),
  }
}

/** 第一张可见的工作表。 */
export function firstVisible(workbook: Workbook): SheetRef {
  const sheet = workbook.sheets.find(({ hidden }) => !hidden)
  if (sheet === undefined) throw new Refusal(noSheet, {})
  return sheet
}

interface Relation {
  readonly id: string
  /** The last word of its type's address, which transitional and strict workbooks share. */
  readonly type: string
  readonly part: string
}

async function readRelations(parts: ZipParts, name: string, folder: string): Promise<Relation[]> {
  if (!parts.has(name)) throw new Refusal(brokenFile, {})
  const relations: Relation[] = []
  await readWhole(parts.stream(name), {
    open(tag, { Id = '', Type = '', Target = '', TargetMode }) {
      if (tag !== 'Relationship' || TargetMode === 'External') return
      relations.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part: resolve(folder, Target) })
    },
  })
  return relations
}

async function readSheets(parts: ZipParts, main: string, relations: readonly Relation[]) {
  const sheets: SheetRef[] = []
  let since1904 = false
  await readWhole(parts.stream(main), {
    open(tag, attributes) {
      if (tag === 'workbookPr') since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (tag !== 'sheet') return
      const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1]
      const relation = relations.find((one) => one.id === id)
      if (relation?.type !== 'worksheet' || !parts.has(relation.part)) return
      const hidden = (attributes['state'] ?? 'visible') !== 'visible'
      sheets.push({ name: attributes['name'] ?? '', hidden, part: relation.part })
    },
  })
  return { sheets, since1904 }
}

/** Rich text is joined from its runs; the reading aid beside it (注音) is no part of it. */
async function readSharedStrings(parts: ZipParts, name: string, limits: FileLimits): Promise<string[]> {
  const strings: string[] = []
  let [text, inText, inPhonetic, characters] = ['', false, false, 0]
  await readWhole(parts.stream(name), {
    open(tag) {
      if (tag === 'si') text = ''
      else if (tag === 't') inText = !inPhonetic
      else if (tag === 'rPh') inPhonetic = true
    },
    text(said) {
      if (!inText) return
      text += said
      if (text.length > limits.cell) throw new Refusal(longCell, { row: 1 })
    },
    close(tag) {
      if (tag === 't') inText = false
      else if (tag === 'rPh') inPhonetic = false
      if (tag !== 'si') return
      characters += text.length
      if (strings.push(text) > SHARED_STRINGS || characters > SHARED_CHARACTERS) {
        throw new Refusal(bomb, { megabytes: Math.floor(limits.streamed / 1024 / 1024) })
      }
    },
  })
  return strings
}

/** For each cell style, whether it shows a number as a day or a month. */
async function readDateForms(parts: ZipParts, name: string): Promise<(DateForm | undefined)[]> {
  const formats = new Map<string, string>()
  const forms: (DateForm | undefined)[] = []
  let inCellFormats = false
  await readWhole(parts.stream(name), {
    open(tag, { numFmtId = '0', formatCode = '' }) {
      if (tag === 'numFmt') formats.set(numFmtId, formatCode)
      else if (tag === 'cellXfs') inCellFormats = true
      else if (tag === 'xf' && inCellFormats) forms.push(dateFormOf(Number(numFmtId), formats.get(numFmtId)))
    },
    close(tag) {
      if (tag === 'cellXfs') inCellFormats = false
    },
  })
  return forms
}

function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1)
}

function relationsOf(part: string): string {
  return `${folderOf(part)}_rels/${part.slice(part.lastIndexOf('/') + 1)}.rels`
}

/** A target is relative to its owner's folder, or to the root when it begins with a slash. */
function resolve(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

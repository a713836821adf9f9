import type { Standard } from '../policy/standard.js'
import {
  CHANNELS,
  CLASSES,
  FIELD_TYPES,
  LEVELS,
  type StandardField,
  type StandardKind,
} from '../policy/standard-field.js'
import type { StandardFieldView, StandardKindView, StandardView } from './standard-contract.js'

/** 采集标准，给人看、给表单用。Everything a form needs is told here, so that no form has a list of its own. */
export function standardView(standard: Standard, name: string): StandardView {
  return {
    ...{ version: standard.version, published: standard.published, name },
    kinds: standard.kinds().map((kind) => kindView(standard, kind)),
    lists: Object.values(standard.lists).map(({ id, code, values }) => ({
      id,
      ...(code === undefined ? {} : { code }),
      values: codesOf(values),
    })),
    unmapped: unmappedOf(standard),
  }
}

function kindView(standard: Standard, { id, zh, en, submission, channels, fields }: StandardKind): StandardKindView {
  return {
    ...{ id, says: { zh, en }, submission, hasTemplate: channels.includes('file') },
    channels: channels.map((one) => ({ id: one, says: CHANNELS[one] })),
    fields: fields.map((field) => fieldView(standard, field)),
  }
}

function fieldView(standard: Standard, field: StandardField): StandardFieldView {
  const { id, element, zh, en, names, type, list, level, class: section, required, real, example, proof } = field
  const { code, most, least, greatest, requiredIn, channels, onlyFor, requiredWhen, hint, first, ahead, place } = field
  const some = { code, most, least, greatest, requiredIn, channels, onlyFor, requiredWhen, hint, first, ahead, place }
  const listed = list === undefined ? {} : { list: list.id, codes: codesOf(list.values) }
  return {
    ...{ id, element, label: { zh, en }, names: [...names], type, typeSays: FIELD_TYPES[type], ...listed },
    ...{ level, levelSays: LEVELS[level], class: section, classSays: CLASSES[section] },
    ...{ required, real, example, proof, retention: standard.retentions[field.retention]! },
    ...(Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as object),
  }
}

function codesOf(values: Readonly<Record<string, { zh: string; en: string }>>) {
  return Object.entries(values).map(([code, { zh, en }]) => ({ code, zh, en }))
}

/** 数据字典，逗号分隔：every field of every kind, one a row. */
export function catalogueCsv(standard: Standard): string {
  const head = [
    '类',
    '栏目',
    '英文名',
    '部颁代码',
    '类型',
    '长度',
    '须填',
    '代码表',
    '审核级别',
    '类别',
    '据实',
    '示例',
    '凭证',
    '保管',
  ]
  const rows = standard
    .kinds()
    .flatMap(({ zh, fields }) =>
      fields.map((field) => [
        ...[zh, field.zh, field.id, field.code ?? '', FIELD_TYPES[field.type].zh, String(field.most ?? '')],
        ...[field.required ? '是' : '', field.list?.code ?? field.list?.id ?? '', LEVELS[field.level].zh],
        ...[CLASSES[field.class].zh, field.real ? '是' : '', field.example, field.proof.zh],
        standard.retentions[field.retention]!.zh,
      ]),
    )
  const unmapped = unmappedOf(standard)
  const listed = unmapped.map(({ zh, id, en, kinds }) => [kinds.join('、'), zh, id, en])
  const below = [
    [''],
    [`未对应部颁代码的数据元（${unmapped.length} 个）`],
    ['用于', '数据元', '英文名', '英文'],
    ...listed,
  ]
  return `\ufeff${[head, ...rows, ...below].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

/** 未对应部颁代码的数据元，and in which kinds each is collected; what no ministry code is published for is said, not made up. */
export function unmappedOf(standard: Standard): { id: string; zh: string; en: string; kinds: string[] }[] {
  return Object.values(standard.elements)
    .filter(({ code, list }) => code === undefined && list?.code === undefined)
    .map(({ id, zh, en }) => {
      const used = standard.kinds().filter(({ fields }) => fields.some(({ element }) => element === id))
      return { id, zh, en, kinds: used.map((kind) => kind.zh) }
    })
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

/** 两版之间逐栏的改动。 */
export function standardDifferences(
  before: Standard,
  after: Standard,
): { at: string; before: string; after: string }[] {
  const [was, is] = [flat(before), flat(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((at) => was.get(at) !== is.get(at))
    .map((at) => ({ at, before: was.get(at) ?? '', after: is.get(at) ?? '' }))
}

/** Every property of every field by its place: `个人登记·性别·审核级别`. */
function flat(standard: Standard): Map<string, string> {
  const told = new Map<string, string>([['版次', standard.version]])
  for (const { zh, fields, channels } of standard.kinds()) {
    told.set(`${zh}·渠道`, channels.map((one) => CHANNELS[one].zh).join('、'))
    for (const field of fields) {
      const at = (name: string) => `${zh}·${field.zh}（${field.id}）·${name}`
      told.set(at('审核级别'), LEVELS[field.level].zh)
      told.set(at('须填'), field.required ? '是' : '否')
      told.set(at('类型'), FIELD_TYPES[field.type].zh)
      told.set(at('部颁代码'), field.code ?? '')
      told.set(at('列名'), field.names.join('、'))
      told.set(at('长度'), String(field.most ?? ''))
      told.set(at('代码'), Object.keys(field.list?.values ?? {}).join('、'))
      told.set(at('示例'), field.example)
      told.set(at('提示'), field.hint?.zh ?? '')
      told.set(at('凭证'), field.proof.zh)
    }
  }
  return told
}

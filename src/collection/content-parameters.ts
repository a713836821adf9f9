import type { VersionText } from '../policy/parameter-versions.js'
import { same } from './computed.js'
import type { ContentField, ContentLine } from './content.js'
import type { Sentence } from './kinds.js'
import type { ParameterFileLine, ParameterLine } from './lines.js'

const LABELS = {
  since: { zh: '起', en: 'Since' },
  until: { zh: '止', en: 'Until' },
  value: { zh: '数值', en: 'Value' },
  same: { zh: '同于', en: 'Same as' },
  basis: { zh: '依据', en: 'Basis' },
  status: { zh: '状态', en: 'Status' },
} as const satisfies Record<string, Sentence>

/** 参数变更：the version that stands against the one proposed. */
export function parameterBlock(line: ParameterLine): ContentLine {
  const { row, parameter, area, before, explanation } = line
  const plain = (Object.keys(LABELS) as (keyof typeof LABELS)[]).flatMap((name) =>
    field(name, LABELS[name], before?.[name], line[name]),
  )
  const classes = [...new Set([...Object.keys(before?.by ?? {}), ...Object.keys(line.by ?? {})])]
  const byClass = classes.flatMap((one) => field(`by.${one}`, valueFor(one), before?.by?.[one], line.by?.[one]))
  return {
    ...{ row, fullName: parameter, identityNumber: area, fields: [...plain, ...byClass], computed: [] },
    says:
      before === undefined
        ? { zh: '新增参数版本', en: 'a new version' }
        : { zh: '改参数版本', en: 'a version changed' },
    notes: [same(explanation)],
  }
}

/** 随版本发布的参数文件：its name; what it changes is told by the parameter pages, version by version. */
export function parameterFileBlock({ row, path, was, explanation }: ParameterFileLine): ContentLine {
  return {
    ...{ row, fullName: path, identityNumber: '', fields: [], computed: [], notes: [same(explanation)] },
    says:
      was === ''
        ? { zh: '新增参数文件', en: 'a new parameter file' }
        : { zh: '更换参数文件', en: 'a parameter file replaced' },
  }
}

function valueFor(one: string): Sentence {
  return { zh: `数值（${one}）`, en: `Value (${one})` }
}

function field(
  name: string,
  label: Sentence,
  before: VersionText[keyof typeof LABELS],
  after: typeof before,
): ContentField[] {
  if (before === undefined && after === undefined) return []
  return [
    {
      ...{ name, label, changed: before !== after, isAmount: false },
      ...(before === undefined ? {} : { before: same(before) }),
      ...(after === undefined ? {} : { after: same(after) }),
    },
  ]
}

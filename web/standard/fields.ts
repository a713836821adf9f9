import type { StandardFieldView, StandardKindView, StandardView } from '../../src/collection/standard-contract.js'
import type { FactField } from '../desk/fact-fields.js'

/** 采集标准的一类 → 表单的栏目。What the form asks, how it checks and what it offers all come from here. */
export function fieldsOf(kind: StandardKindView): readonly FactField[] {
  return kind.fields.filter(({ channels }) => channels?.includes('form') ?? true).map(fieldOf)
}

export function findKind({ kinds }: StandardView, id: string): StandardKindView | undefined {
  return kinds.find((kind) => kind.id === id)
}

/** How each type is typed; what is not here is plain text. */
const TYPED: Readonly<Record<string, FactField['kind']>> = {
  ...{ identity: 'identity', name: 'name', creditCode: 'creditCode', month: 'month', day: 'day', yuan: 'yuan' },
  ...{ signedYuan: 'yuan', percent: 'percent', number: 'number', year: 'number', code: 'choice' },
}

function fieldOf(field: StandardFieldView): FactField {
  const { id, label, type, required, requiredIn, most, hint, first, ahead, place, codes, onlyFor, list } = field
  const several = list === 'insurance' ? 'insurances' : 'several'
  const choices = codes && Object.fromEntries(codes.map(({ code, zh, en }) => [code, { zh, en }]))
  const isOffered = type === 'code' || (type === 'codes' && several === 'several')
  return {
    name: id,
    label,
    kind: type === 'codes' ? several : (TYPED[type] ?? 'text'),
    ...(required || requiredIn === 'form' ? { required: true } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(most === undefined ? {} : { most }),
    ...(isOffered && choices ? { choices } : {}),
    ...(first === undefined ? {} : { first }),
    ...(ahead === undefined ? {} : { ahead }),
    ...(place === undefined ? {} : { place }),
    ...(onlyFor?.field === 'benefitKind' ? { kinds: onlyFor.in } : {}),
  }
}

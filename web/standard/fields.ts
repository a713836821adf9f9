import type { StandardFieldView, StandardKindView, StandardView } from '../../src/collection/standard-contract.js'
import type { FactField } from '../desk/entry-fields.js'

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
  ...{ signedYuan: 'yuan', percent: 'percent', number: 'number', year: 'number', code: 'choice', codes: 'several' },
  flag: 'yes',
}

function fieldOf(field: StandardFieldView): FactField {
  const { id, label, type, required, requiredIn, most, hint, first, ahead, codes, onlyFor } = field
  const choices = codes && Object.fromEntries(codes.map(({ code, zh, en }) => [code, { zh, en }]))
  const isFlag = type === 'flag'
  return {
    name: id,
    label,
    kind: TYPED[type] ?? 'text',
    ...((required || requiredIn === 'form') && !isFlag ? { required: true } : {}),
    ...(hint === undefined ? {} : isFlag ? { says: hint } : { hint }),
    ...(most === undefined ? {} : { most }),
    ...(choices ? { choices } : {}),
    ...(first === undefined ? {} : { first }),
    ...(ahead === undefined ? {} : { ahead }),
    ...placeOf(field),
    ...(onlyFor?.field === 'benefitKind' ? { kinds: onlyFor.in } : {}),
  }
}

function placeOf({ place }: StandardFieldView): Pick<FactField, 'place' | 'isChange'> {
  if (place === 'changes') return { isChange: true }
  return place === 'request' || place === 'elsewhere' ? { place } : {}
}

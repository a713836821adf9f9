import type { ReactNode } from 'react'
import type { StandardView } from '../../src/collection/standard-contract.js'
import type { FactField } from '../desk/entry-fields.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { fieldsOf, findKind } from './fields.js'

interface Props {
  readonly kind: string
  readonly at?: '/api/desk/standard' | '/api/standard'
  readonly children: (fields: readonly FactField[]) => ReactNode
}

/** 由现行采集标准而来的表单。 */
export function FromStandard({ kind, at = '/api/desk/standard', children }: Props) {
  const answer = useAsk<StandardView>(at)
  return (
    <Answer of={answer} rows={6}>
      {(standard) => {
        const found = findKind(standard, kind)
        return children(found === undefined ? [] : fieldsOf(found))
      }}
    </Answer>
  )
}

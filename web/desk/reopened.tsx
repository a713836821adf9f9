import type { ReactNode } from 'react'
import type { TypedView } from '../../src/collection/intake-contract.js'
import { pathOf } from '../shell/api.js'
import { useAsk } from '../shell/queries.js'
import { Loading } from '../shell/states.js'

interface Props {
  readonly resubmits: string | undefined
  /** What was typed before; undefined for a new entry, and where it was not kept. */
  readonly children: (before: unknown) => ReactNode
}

/** 退回后重录：the form opens filled with what was sent before. */
export function Reopened({ resubmits, children }: Props) {
  const path = pathOf('/api/desk/submissions/:id/typed', { id: resubmits ?? '-' })
  const before = useAsk<TypedView>(path, {}, resubmits !== undefined)
  if (resubmits === undefined) return children(undefined)
  if (before.data === undefined && before.error === null) return <Loading rows={6} />
  return children(before.data?.content)
}

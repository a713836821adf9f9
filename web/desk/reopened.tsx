import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import type { TypedView } from '../../src/collection/intake-contract.js'
import { pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Loading } from '../shell/states.js'

interface PageProps<T> {
  readonly children: (before: T | undefined, resubmits: string | undefined) => ReactNode
}

/** 退回后重办的一页：the page starts anew, filled, for each submission it is opened for. */
export function ReopenedPage<T>({ children }: PageProps<T>) {
  const [search] = useSearchParams()
  const resubmits = search.get('resubmits') ?? undefined
  return (
    <Reopened key={resubmits} resubmits={resubmits}>
      {(before) => children(before as T | undefined, resubmits)}
    </Reopened>
  )
}

/** 所办是退回件的重新提交。 */
export function AgainNote({ resubmits }: { readonly resubmits: string | undefined }) {
  const { say } = useLanguage()
  if (resubmits === undefined) return null
  return (
    <p className="desk-note" role="status">
      {say(AGAIN)}
    </p>
  )
}

const AGAIN = {
  zh: '这是退回件的重新录入，提交后成为原件的下一版，重新审核。',
  en: 'This enters a returned submission anew; it becomes its next revision and is reviewed from the start.',
} as const

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

import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { WORDS } from '../words.js'
import { Problem } from './api.js'
import { useLanguage } from './language.js'

/** 正在读取。The shape of what comes, so that nothing jumps. */
export function Loading({ rows = 4 }: { readonly rows?: number }) {
  const { say } = useLanguage()
  return (
    <div className="state-loading" role="status" aria-busy="true">
      <span className="visually-hidden">{say(WORDS.loading)}</span>
      <Skeleton active title paragraph={{ rows }} />
    </div>
  )
}

/** The sentence a person reads when something was refused or failed. */
export function useSentence(): (error: unknown) => string {
  const { say } = useLanguage()
  return (error) => {
    if (!(error instanceof Problem)) return say(WORDS.defect)
    if (error.code === 'unreachable') return say(WORDS.unreachable)
    return error.message === '' ? say(WORDS.defect) : error.message
  }
}

interface FailedProps {
  readonly error: unknown
  readonly retry?: (() => void) | undefined
}

/** 没有读到，或不予办理。 */
export function Failed({ error, retry }: FailedProps) {
  const { say } = useLanguage()
  const sentence = useSentence()
  return (
    <div className="state-failed" role="alert">
      <strong>{say(WORDS.failed)}</strong>
      <p>{sentence(error)}</p>
      {retry && <Button onClick={retry}>{say(WORDS.retry)}</Button>}
    </div>
  )
}

interface EmptyProps {
  readonly title: string
  readonly children?: ReactNode
}

/** 还没有内容。Says why it is empty and what comes next. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className="state-empty">
      <svg viewBox="0 0 48 48" width="44" height="44" aria-hidden="true">
        <rect x="10" y="6" width="28" height="36" rx="3" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M16 16h16M16 23h16M16 30h9" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      </svg>
      <strong>{title}</strong>
      {children && <div>{children}</div>}
    </div>
  )
}

/** 断网时重新打开：the page is here, who it is for is not known until the server answers. */
export function Away() {
  const { say } = useLanguage()
  return (
    <div className="state-failed" role="status">
      <strong>{say(WORDS.away)}</strong>
      <p>{say(WORDS.awaySays)}</p>
    </div>
  )
}

/** A list or answer in its three states: being read, failed, there. */
interface AnswerProps<T> {
  readonly of: { data: T | undefined; error: unknown; refetch: () => unknown }
  readonly rows?: number
  readonly children: (data: T) => ReactNode
}

export function Answer<T>({ of, rows = 4, children }: AnswerProps<T>) {
  if (of.data !== undefined) return children(of.data)
  if (of.error) return <Failed error={of.error} retry={() => void of.refetch()} />
  return <Loading rows={rows} />
}

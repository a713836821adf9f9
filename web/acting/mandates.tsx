import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { MANDATE_SCOPE, MANDATE_STATES, type MandateView } from '../../src/collection/mandate-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { ACTING_PATHS } from './paths.js'
import { ACTING } from './words.js'

interface Props {
  readonly items: readonly MandateView[]
  readonly again: () => void
}

/** 我给出的：each with the way to end it at once. */
export function Given({ items, again }: Props) {
  const { say } = useLanguage()
  const end = useSend(ACTING_PATHS.end, again)
  if (items.length === 0) return <p>{say(ACTING.noGiven)}</p>
  return (
    <>
      {items.map((one) => (
        <Row key={one.ref} one={one}>
          {one.state !== 'ended' && (
            <Button danger loading={end.isPending} onClick={() => end.mutate({ ref: one.ref })}>
              {say(ACTING.revoke)}
            </Button>
          )}
        </Row>
      ))}
      <FormProblem error={end.error} />
    </>
  )
}

/** 我受托的：to accept, decline or lay down. */
export function Received({ items, again }: Props) {
  const { say } = useLanguage()
  const answer = useSend(ACTING_PATHS.answer, again)
  if (items.length === 0) return <p>{say(ACTING.noReceived)}</p>
  const send = (ref: string, word: 'accepted' | 'declined') => () => answer.mutate({ ref, answer: word })
  return (
    <>
      {items.map((one) => (
        <Row key={one.ref} one={one}>
          {one.state === 'waiting' && (
            <Button type="primary" onClick={send(one.ref, 'accepted')}>
              {say(ACTING.accept)}
            </Button>
          )}
          {['waiting', 'active', 'notYet'].includes(one.state) && (
            <Button onClick={send(one.ref, 'declined')}>
              {say(one.state === 'waiting' ? ACTING.decline : ACTING.layDown)}
            </Button>
          )}
        </Row>
      ))}
      <FormProblem error={answer.error} />
    </>
  )
}

function Row({ one, children }: { readonly one: MandateView; readonly children: ReactNode }) {
  const { say } = useLanguage()
  const { name, state, scope, narrowed, from, through, document } = one
  const words: Readonly<Record<string, Both>> = MANDATE_SCOPE
  const states: Readonly<Record<string, Both>> = MANDATE_STATES
  return (
    <div className="acting-row">
      <div>
        <p>
          <strong>{name}</strong> <span className="tag">{say(states[state] ?? { zh: state, en: state })}</span>
        </p>
        <p>{scope.map((word) => say(words[word] ?? { zh: word, en: word })).join(say({ zh: '、', en: ', ' }))}</p>
        {narrowed !== undefined && <p className="acting-narrowed">{say(narrowed)}</p>}
        <p className="acting-small">
          {document} · {say(ACTING.from, { day: from })}
          {through === undefined ? '' : ` ${say(ACTING.until, { day: through })}`}
        </p>
      </div>
      <div className="page-actions">{children}</div>
    </div>
  )
}

export function useSend(path: string, again: () => void) {
  return useMutation<unknown, Problem, object>({
    mutationFn: (body) => ask(path, { method: 'POST', body }),
    onSuccess: again,
  })
}

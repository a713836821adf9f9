import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import { instantText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useKeys } from '../shell/keys.js'
import { useLanguage } from '../shell/language.js'
import { EscalateDialog } from './escalate-dialog.js'
import { PapersDialog } from './papers-dialog.js'
import { DESK_PATHS } from './paths.js'
import { ReceivePapersDialog } from './receive-papers-dialog.js'
import { WORK } from './work-words.js'

type Doing = 'claim' | 'release' | 'requestPapers' | 'receivePapers' | 'withdraw' | 'escalate'

/** 办理的动作：there only where the server would let this person do it. */
export function WorkActions({ detail }: { readonly detail: SubmissionDetail }) {
  const { say, language } = useLanguage()
  const { id, revision, abilities, claim, takenBy } = detail
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Doing>()
  const doing = useMutation<SubmissionDetail, Problem, { path: Doing; body: object }>({
    mutationFn: ({ path, body }) =>
      ask(pathOf(DESK_PATHS[path], { id }), { method: 'POST', body: { revision, ...body } }),
    onSuccess: () => {
      setAsked(undefined)
      void message.success(say(WORK.done))
    },
    onSettled: () => void queries.invalidateQueries(),
  })
  const may = (one: Doing) => abilities.includes(one)
  const send = (path: Doing, body: object = {}) => doing.mutate({ path, body })
  const leave = () => {
    doing.reset()
    setAsked(undefined)
  }
  const when = (one: Doing, act: () => void) => (may(one) ? act : undefined)
  useKeys({
    c: when('claim', () => send('claim')) ?? when('release', () => send('release')),
    m: when('requestPapers', () => setAsked('requestPapers')),
    e: when('escalate', () => setAsked('escalate')),
  })
  const some = (['claim', 'release', 'requestPapers', 'receivePapers', 'withdraw', 'escalate'] as const).filter(may)
  if (some.length === 0 && claim === undefined && takenBy === undefined) return null
  const form = { busy: doing.isPending, error: doing.error, onClose: leave }
  return (
    <section className="card decide no-print" aria-label={say(WORK.holder)}>
      {takenBy !== undefined && <p>{say(WORK.takenBy, { agency: takenBy })}</p>}
      {claim !== undefined && (
        <p>
          {say(WORK.heldUntil, {
            by: claim.mine ? say(WORK.mine) : claim.by,
            until: instantText(claim.until, language),
          })}
        </p>
      )}
      {asked === undefined && <FormProblem error={doing.error} />}
      <div className="decide-buttons">
        {may('claim') && (
          <Button onClick={() => send('claim')}>
            {say(WORK.claim)} <kbd>c</kbd>
          </Button>
        )}
        {may('release') && (
          <Button onClick={() => send('release')}>
            {say(WORK.release)} <kbd>c</kbd>
          </Button>
        )}
        {may('requestPapers') && (
          <Button onClick={() => setAsked('requestPapers')}>
            {say(WORK.askPapers)} <kbd>m</kbd>
          </Button>
        )}
        {may('receivePapers') && <Button onClick={() => setAsked('receivePapers')}>{say(WORK.receive)}</Button>}
        {may('escalate') && (
          <Button onClick={() => setAsked('escalate')}>
            {say(WORK.escalate)} <kbd>e</kbd>
          </Button>
        )}
        {may('withdraw') && (
          <Button danger onClick={() => setAsked('withdraw')}>
            {say(WORK.withdraw)}
          </Button>
        )}
      </div>
      {asked === 'requestPapers' && (
        <PapersDialog
          {...form}
          isAgain={detail.acts.some(({ act }) => act === 'papersRequested')}
          onSend={(items) => send('requestPapers', { items })}
        />
      )}
      {asked === 'receivePapers' && (
        <ReceivePapersDialog {...form} onSend={(documentId) => send('receivePapers', { documentId })} />
      )}
      {asked === 'escalate' && <EscalateDialog {...form} onSend={(body) => send('escalate', body)} />}
      {asked === 'withdraw' && (
        <Dialog
          title={say(WORK.withdrawAsk)}
          onClose={leave}
          action={{ text: say(WORK.withdraw), danger: true, busy: doing.isPending, onClick: () => send('withdraw') }}
        >
          <p>{say(WORK.withdrawSays)}</p>
          <FormProblem error={doing.error} />
        </Dialog>
      )}
    </section>
  )
}
